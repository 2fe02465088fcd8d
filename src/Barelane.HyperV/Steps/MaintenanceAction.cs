using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.HyperV.Steps;

/// <summary>Puts the host in maintenance or takes it out: a value in the registry that tells all that want to know. A lone host has no other notion of it.</summary>
internal sealed class MaintenanceAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        var enters = run.Step.Kind == StepKind.EnterMaintenance;
        await run.ReadAsync((run.Step.Target, Field.Maintenance)).ConfigureAwait(false);
        if (run.Known(run.Step.Target, Field.Maintenance) == (enters ? "on" : "off"))
        {
            return StepResult.AlreadySo;
        }

        await run.SendAsync(ChangeScripts.SetMaintenance, new JsonObject { ["On"] = enters, ["Run"] = run.Context.Run }).ConfigureAwait(false);
        return StepResult.Done;
    }
}

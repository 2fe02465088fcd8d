using System.Text.Json.Nodes;
using Barelane.Core.Adapters;

namespace Barelane.HyperV.Steps;

/// <summary>Starts a VM.</summary>
internal sealed class PowerOnAction : IStepAction
{
    private const int Running = 2;

    public async Task<StepResult> RunAsync(StepRun run)
    {
        if (await run.StateAsync().ConfigureAwait(false) is not { } state)
        {
            throw run.NoVm();
        }

        if (state == Running)
        {
            return StepResult.AlreadySo;
        }

        run.Report("starting it");
        await run.SendAsync(ChangeScripts.StartVm, new JsonObject { ["Vm"] = run.Vm }).ConfigureAwait(false);
        return StepResult.Done;
    }
}

using System.Text.Json.Nodes;
using Barelane.Core.Adapters;

namespace Barelane.HyperV.Steps;

/// <summary>Makes or takes away restore points: checkpoints of a VM that is off.</summary>
internal sealed class RestorePointAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        if (await run.StateAsync().ConfigureAwait(false) is null)
        {
            throw run.NoVm();
        }

        await run.ReadAsync().ConfigureAwait(false);
        foreach (var (_, change) in run.Open())
        {
            await run.SendAsync(
                change.After is null ? ChangeScripts.RemoveCheckpoint : ChangeScripts.CheckpointVm,
                new JsonObject { ["Vm"] = run.Vm, ["Name"] = change.Field.Qualifier }).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }
}

using Barelane.Core.Inventory;
using Barelane.HyperV.Inventory;
using System.Text.Json.Nodes;

namespace Barelane.HyperV.Steps;

/// <summary>
/// Waits until nothing is under way that an interrupted step may have started. What this process began itself is given a moment; a VM that starts, stops or merges is waited for; a host has
/// answered once more.
/// </summary>
internal static class Settling
{
    /// <summary>States of a VM that something is being done to: stopping, starting, pausing, resuming, saving, deleting checkpoints and the like.</summary>
    private static readonly HashSet<int> Passing = [4, 10, 32770, 32773, 32774, 32776, 32777];

    public static async Task WaitAsync(StepRun run)
    {
        await run.DrainAsync().ConfigureAwait(false);
        if (run.Step.Target.Kind == ObjectKind.Vm)
        {
            await run.UntilAsync(async () => await run.StateAsync().ConfigureAwait(false) is not { } state || !Passing.Contains(state), "waiting for what is under way about the VM").ConfigureAwait(false);
            return;
        }

        await new HostReader(run.Tools.Shell).ManyAsync(ReadScripts.Settings, new JsonObject(), AnswersJson.Default.SettingsAnswer, run.CancellationToken).ConfigureAwait(false);
    }
}

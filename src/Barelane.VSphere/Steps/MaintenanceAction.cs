using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Enters or leaves maintenance mode. Entering ends only when no VM runs on the host any more; given up, it is cancelled, not left behind.</summary>
internal sealed class MaintenanceAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var host = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var now = await run.ReadAsync(host, HostRow.Properties).ConfigureAwait(false);
        var enters = run.Step.Kind == StepKind.EnterMaintenance;
        if (now.InMaintenance == enters)
        {
            return StepResult.AlreadySo;
        }

        // The server's own time-out ends the task a little before ours, so that it ends refused and not unknown.
        var limit = run.Context.Deadline > TimeSpan.FromMinutes(1) ? run.Context.Deadline - TimeSpan.FromSeconds(30) : run.Context.Deadline / 2;
        var seconds = TimeSpan.FromSeconds(Math.Max(1, Math.Floor(limit.TotalSeconds)));
        try
        {
            await run.TaskAsync(
                enters ? HostCalls.EnterMaintenanceMode(host, seconds, evacuatePoweredOffVms: run.Session.Content.About.IsVirtualCenter ? false : null) : HostCalls.ExitMaintenanceMode(host, seconds),
                enters ? "entering maintenance mode" : "leaving maintenance mode").ConfigureAwait(false);
        }
        catch (VimFaultException e) when (enters && run.Taken)
        {
            if (await HostResidents.DescribeAsync(run.Session, run.Objects, run.Step.Target).ConfigureAwait(false) is not { } residents)
            {
                throw;
            }

            return StepResult.Failed(new Problem
            {
                Code = "not-empty",
                Message = $"'{run.Step.TargetName}' did not get into maintenance mode within {seconds.TotalMinutes:0.#} minutes, and gave it up: {residents} The server says: {e.Fault.Describe()}",
                Remedy = HostResidents.Remedy,
                Evidence = [e.Fault.Type],
            });
        }

        return StepResult.Done;
    }
}

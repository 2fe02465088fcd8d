using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Reboots a host in maintenance mode. Done is a changed boot time with the host connected again; what it brings is read by the engine.</summary>
internal sealed class RebootAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var host = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var now = await run.ReadAsync(host, HostRow.Properties).ConfigureAwait(false);
        if (!now.InMaintenance)
        {
            return StepResult.Failed(new Problem
            {
                Code = "not-in-maintenance",
                Message = $"'{run.Step.TargetName}' is not in maintenance mode any more; a host is rebooted only in it.",
                Remedy = "Find out who took it out of maintenance mode, and run 'barelane resume'.",
            });
        }

        // The boot time of the plan, not of now: a host that somebody has rebooted since needs no second reboot.
        var before = PlannedBootTime(run.Step) ?? now.BootTime;
        if (now.ConnectionState == "connected" && before is not null && now.BootTime is not null && now.BootTime != before)
        {
            return StepResult.AlreadySo;
        }

        try
        {
            await run.TaskAsync(HostCalls.Reboot(host, force: false), "asking for the reboot").ConfigureAwait(false);
        }
        catch (VimException e) when (!run.Session.Content.About.IsVirtualCenter && e is VimConnectionLostException or VimUnavailableException)
        {
            run.Report(null, "the host went down with its answer");
        }

        await run.UntilAsync(host, HostRow.Properties, row => row.ConnectionState == "connected" && row.BootTime is not null && row.BootTime != before, "the host reboots").ConfigureAwait(false);
        return StepResult.Done;
    }

    private static DateTimeOffset? PlannedBootTime(Step step) =>
        step.Expectations.FirstOrDefault(p => p.Target == step.Target && p.Field == Field.BootTime)?.Values[0] is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
}

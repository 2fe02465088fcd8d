using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Steps;

/// <summary>Reboots the host in maintenance. Done is a changed boot id with the host answering again; what it brings is read by the engine.</summary>
internal sealed class RebootAction : IStepAction
{
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(60);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        if (await run.Control.ReadAsync(KernelPaths.Maintenance, run.CancellationToken).ConfigureAwait(false) is null)
        {
            return StepResult.Failed(new Problem
            {
                Code = "not-in-maintenance",
                Message = $"'{run.Step.TargetName}' is not in maintenance any more; a host is rebooted only in it.",
                Remedy = "Find out who took it out of maintenance, and run 'barelane resume'.",
            });
        }

        // The boot of the plan, not of now: a host that somebody has rebooted since needs no second reboot.
        var planned = run.Step.Expectations.FirstOrDefault(p => p.Target == run.Step.Target && p.Field == Field.BootTime)?.Values[0];
        var now = await run.FieldAsync(run.Step.Target, Field.BootTime).ConfigureAwait(false);
        if (now.HasValue && IsLater(now.Value, planned))
        {
            return StepResult.AlreadySo;
        }

        await KernelArgumentChange.FinishAsync(run).ConfigureAwait(false);
        var before = await BootIdAsync(run).ConfigureAwait(false);
        await run.SendAsync($"reboot:{before}", () => AskAsync(run)).ConfigureAwait(false);
        await run.UntilAsync(async () => await TryBootIdAsync(run).ConfigureAwait(false) is { } id && id != before, "the host reboots").ConfigureAwait(false);
        return StepResult.Done;
    }

    /// <summary>Another boot's id. Plans of earlier versions have its time, which the kernel reckons from its clock and which is a second off when that is set right.</summary>
    private static bool IsLater(string now, string? planned) =>
        Guid.TryParse(planned, out var id) ? Guid.TryParse(now, out var other) && other != id
        : DateTimeOffset.TryParse(now, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var found)
        && DateTimeOffset.TryParse(planned, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var before) && found - before > TimeSpan.FromSeconds(5);

    /// <summary>A host that goes down with its answer has taken the order.</summary>
    private static async Task AskAsync(StepRun run)
    {
        try
        {
            var hasSystemd = await run.Control.HasProgramAsync("systemctl", CancellationToken.None).ConfigureAwait(false);
            await run.Control.RunAsync(hasSystemd ? "systemctl" : "reboot", hasSystemd ? ["reboot"] : [], Asking, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code is HostProblems.Lost or HostProblems.Unanswered)
        {
            run.Report("the host went down with its answer");
        }
    }

    private static async Task<string?> TryBootIdAsync(StepRun run)
    {
        try
        {
            return await BootIdAsync(run).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code is HostProblems.Lost or HostProblems.Unanswered)
        {
            return null;
        }
    }

    private static async Task<string> BootIdAsync(StepRun run) =>
        Encoding.ASCII.GetString(await run.Control.ReadAsync(KernelPaths.BootId, run.CancellationToken).ConfigureAwait(false) ?? []).Trim();
}

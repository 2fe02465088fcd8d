using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Steps;

/// <summary>What comes after the reboot of the machine that Barelane itself runs on, said before it is rebooted.</summary>
internal static class OwnRebootCheck
{
    private const string Rule = "KVM-OWNREBOOT-001";

    /// <summary>Whether systemd runs the machine, as sd_booted(3) tells it.</summary>
    public static Task<bool> HasSystemdAsync(IHostControl control, CancellationToken cancellationToken) => control.ExistsAsync("/run/systemd/system", cancellationToken);

    /// <summary>A finding for each reboot among the steps, which are of this machine.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(IHostControl control, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var reboots = steps.Where(s => s.Kind == StepKind.RebootHost).ToList();
        if (reboots.Count == 0)
        {
            return [];
        }

        var goesOn = await HasSystemdAsync(control, cancellationToken).ConfigureAwait(false);
        return [.. reboots.Select(step => new Finding
        {
            Rule = Rule,
            Severity = goesOn ? Severity.Note : Severity.Warn,
            Subject = step.Target,
            SubjectName = step.TargetName,
            Observed = goesOn
                ? $"Step {step.Id} reboots the machine that Barelane runs on; systemd is there and goes on with the run after it."
                : $"Step {step.Id} reboots the machine that Barelane runs on, and nothing there goes on with the run after it: there is no '/run/systemd/system'.",
            Required = "systemd, which starts 'barelane resume' once the machine is up again",
            Why = goesOn ? "The run ends with the reboot; the rest of it is done by the unit 'barelane-resume-RUN.service', which is taken away then." : "The run ends with the reboot, and the host stays in maintenance until somebody goes on with it.",
            Remedy = goesOn ? "See 'journalctl -u barelane-resume-RUN.service' for what it did." : "Run 'barelane resume' yourself once the machine is up again.",
            Source = "systemd, sd_booted(3) and systemd.service(5)",
        })];
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Hosts;

/// <summary>A reboot that others left pending makes their changes effective too.</summary>
internal sealed class HostRebootPendingRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-REBOOT-001",
        Title = "No earlier change waits for a reboot",
        Why = "The plan's reboot would make effective what others changed, and until it comes the host may not behave as it shows.",
        Source = "vSphere API, HostSystem.summary.rebootRequired",
        Reads = [HostFacts.RebootPending],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        var host = subject.Host;
        const string Required = "no reboot pending";
        var fact = subject.Read(HostFacts.RebootPending, host);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(host.Ref, "Whether a reboot is pending", fact, Required, $"Look at the summary page of '{host.Name}'.");
        }
        else if (!fact.Or(false))
        {
            yield return subject.Pass(host.Ref, "no reboot pending", Required);
        }
        else
        {
            yield return subject.Say(
                Severity.Warn,
                host.Ref,
                subject.HostNeed == HostNeed.Reboot
                    ? "a reboot is pending from an earlier change; the plan's reboot makes that effective too"
                    : "a reboot is pending from an earlier change",
                Required,
                $"Find out what was changed on '{host.Name}' (passthrough, driver, patch) and reboot it in its own window first.");
        }
    }
}

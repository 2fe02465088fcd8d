using Barelane.Core.Facts;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Where the plan reboots the host, the endpoint must be able to.</summary>
internal sealed class HostRebootSupportedRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-REBOOT-002",
        Title = "The host can be rebooted by the endpoint",
        Why = "The device becomes ready only by a reboot, and the plan makes it itself so that its outcome is proved.",
        Source = "vSphere API, HostCapability.rebootSupported",
        Reads = [HostFacts.RebootSupported],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.HostNeed != HostNeed.Reboot)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "reboot by the endpoint";
        var fact = subject.Read(HostFacts.RebootSupported, host);
        var remedy = $"Mark the device by hand, reboot '{host.Name}' from its console, and plan again: nothing is left to reboot then.";
        yield return fact.State == ObservedState.Absent
            ? subject.Say(Severity.Warn, host.Ref, "the host does not say whether it can be rebooted; the reboot itself will show", Required, remedy)
            : fact.TryGet(out var supported)
            ? supported
                ? subject.Pass(host.Ref, "reboot is supported", Required)
                : subject.Say(Severity.Block, host.Ref, "the host says that it cannot be rebooted by the endpoint", Required, remedy)
            : subject.Unseen(host.Ref, "Whether the host can be rebooted", fact, Required, remedy);
    }
}

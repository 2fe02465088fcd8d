using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Sites;

/// <summary>A host of its own has nowhere to put anything.</summary>
internal sealed class LoneHostRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SITE-FLEET-001",
        Title = "The endpoint manages a fleet, where the plan needs one",
        Why = "On a host of its own no VM can wait elsewhere while the host is rebooted, and nothing places VMs at power-on.",
        Source = "vSphere API: moves, DRS and HA are vCenter's; derived",
        Reads = [ClusterFacts.ManagesFleet],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        var site = subject.Assignment.Site;
        if (subject.Hypervisor == Hypervisor.Kvm && !subject.DisturbsHost)
        {
            yield break;
        }

        const string Required = "an endpoint that manages several hosts, where VMs have to wait elsewhere";
        if (subject.Read(ClusterFacts.ManagesFleet, site).Value)
        {
            yield return subject.Pass(site.Ref, $"'{site.Product}' manages several hosts", Required);
        }
        else
        {
            yield return subject.Say(
                subject.DisturbsHost ? Severity.Warn : Severity.Note,
                site.Ref,
                subject.DisturbsHost
                    ? $"'{site.Product}' is a host of its own: every VM on it is off while it is taken down"
                    : $"'{site.Product}' is a host of its own: no DRS, no HA, no moves",
                Required,
                subject.Words("Where the host belongs to a vCenter, name the vCenter as the site; otherwise plan the outage.", "Plan the outage, or migrate VMs elsewhere first.", "Plan the outage."));
        }
    }
}

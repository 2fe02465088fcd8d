using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Clusters;

/// <summary>Host failover keeps enough capacity while a host is out.</summary>
internal sealed class ClusterFailoverRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "CLUSTER-FAILOVER-001",
        Title = "Host failover has hosts left while this one is out",
        Why = "With one host in maintenance the others must carry all VMs and what HA keeps back; admission control may then refuse to power VMs on, and one more failure stops them.",
        Source = "vSphere Availability, admission control; InsufficientFailoverResourcesFault",
        Reads = [ClusterFacts.HostFailover, ClusterFacts.AdmissionControl, HostFacts.Connection, HostFacts.Maintenance],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.DisturbsHost || subject.Cluster is not { } cluster)
        {
            yield break;
        }

        const string Required = "at least 2 other hosts in service where HA is on";
        var failover = subject.Read(ClusterFacts.HostFailover, cluster);
        if (!failover.IsKnown)
        {
            yield return subject.Unseen(cluster.Ref, "Whether HA is on", failover, Required, $"vSphere Client > '{cluster.Name}' > Configure > vSphere Availability.");
            yield break;
        }

        var others = subject.Fleet.SiteOf(cluster.Ref).Hosts.Count(h => h.Ref != subject.Host.Ref
            && string.Equals(h.ClusterId, subject.Host.ClusterId, StringComparison.Ordinal)
            && subject.Read(HostFacts.Connection, h).Or(HostConnection.NotResponding) == HostConnection.Connected
            && !subject.Read(HostFacts.Maintenance, h).Or(true));
        if (!failover.Or(false) || others >= 2)
        {
            yield return subject.Pass(cluster.Ref, failover.Or(false) ? $"{others} other hosts are in service" : "HA is off", Required);
            yield break;
        }

        var strict = subject.Read(ClusterFacts.AdmissionControl, cluster).Or(true);
        yield return subject.Say(
            Severity.Warn,
            cluster.Ref,
            $"{Amount.Of(others, "other host")} in service while '{subject.Host.Name}' is out" + (strict ? ", and admission control may refuse to power VMs on" : ""),
            Required,
            $"Bring another host of '{cluster.Name}' back first, or lower the failover level for the time: vSphere Client > '{cluster.Name}' > Configure > vSphere Availability > Edit > Admission Control.");
    }
}

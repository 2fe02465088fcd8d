using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The cluster's own agent VMs (vCLS) on a host to be taken down.</summary>
internal sealed class HostAgentVmsRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-VCLS-001",
        Title = "The cluster's agent VMs can leave the host",
        Why = "vCenter moves or recreates its vCLS VMs by itself; where it cannot, maintenance mode never completes and DRS stops.",
        Source = "vSphere 7.0 Update 1 and later, vSphere Cluster Services",
        Reads = [VmFacts.Role],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.DisturbsHost || subject.Cluster is not { } cluster)
        {
            yield break;
        }

        const string Required = "another host in the cluster for vCLS VMs";
        var agents = subject.Fleet.VmsOn(subject.Host.Ref).Where(v => subject.Read(VmFacts.Role, v).Or("") == "vcls").ToList();
        var others = subject.Fleet.SiteOf(subject.Host.Ref).Hosts.Count(h => h.Ref != subject.Host.Ref && h.ClusterId == subject.Host.ClusterId);
        if (agents.Count == 0)
        {
            yield return subject.Pass(subject.Host.Ref, "no vCLS VM is on it", Required);
        }
        else
        {
            yield return subject.Say(
                others > 0 ? Severity.Note : Severity.Warn,
                subject.Host.Ref,
                $"it runs {Amount.Of(agents.Count, "vCLS VM")}; {Amount.Of(others, "other host")} in cluster '{cluster.Name}'",
                Required,
                others > 0
                    ? "Nothing: vCenter moves them. If one stays, use Retreat Mode (vSphere Client > cluster > Configure > vSphere Cluster Services)."
                    : "Switch on Retreat Mode first: vSphere Client > cluster > Configure > vSphere Cluster Services > Edit vCLS mode.");
        }
    }
}

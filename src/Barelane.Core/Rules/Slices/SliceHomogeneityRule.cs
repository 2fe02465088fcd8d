using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Slices;

/// <summary>All nodes of a cluster cut the same cards the same way.</summary>
internal sealed class SliceHomogeneityRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SLICE-HOMOGENEITY-001",
        Title = "The nodes of the cluster have the same cards, cut into as many partitions",
        Why = "A VM with a partition moves or starts on another node only if there is a partition of the same card and size; mixing is not supported.",
        Source = "Microsoft, GPU partitioning: make, model, size and partition count of all nodes",
        Reads = [DeviceFacts.PartitionCount],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || subject.IsDirect || subject.Host.ClusterId is not { } cluster)
        {
            yield break;
        }

        const string Required = "the same cards with the same partition count on every node";
        var host = subject.Host;
        var others = subject.Fleet.Hosts.Where(h => h.Ref != host.Ref && h.ClusterId == cluster).ToList();
        if (others.Count == 0)
        {
            yield return subject.Say(Severity.Unknown, host.Ref, "no other node of its cluster is a site of this document, so none could be compared", Required, "Add the other nodes to 'sites:', or compare 'Get-VMHostPartitionableGpu' on each.");
            yield break;
        }

        var own = Cards(subject, host);
        foreach (var other in others)
        {
            yield return Cards(subject, other) is var theirs && theirs == own
                ? subject.Pass(host.Ref, $"'{other.Name}' has the same: {own}", Required)
                : subject.Say(Severity.Warn, host.Ref, $"this node has {own}, '{other.Name}' has {theirs}", Required, $"Cut the cards of '{other.Name}' alike ('Set-VMHostPartitionableGpu'), or keep the VM here.");
        }
    }

    private static string Cards(RuleSubject subject, Host host) => string.Join(", ", host.Devices
        .Select(d => (d.Id, Count: subject.Read(DeviceFacts.PartitionCount, d))).Where(d => d.Count.HasValue)
        .GroupBy(d => (d.Id, d.Count.Value)).OrderBy(g => g.Key.Id.ToString(), StringComparer.Ordinal).ThenBy(g => g.Key.Value, StringComparer.Ordinal)
        .Select(g => $"{g.Count()} of [{g.Key.Id}] in {g.Key.Value} parts").DefaultIfEmpty("no card in partitions"));
}

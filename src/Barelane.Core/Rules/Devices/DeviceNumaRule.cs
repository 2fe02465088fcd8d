using System.Globalization;
using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Devices;

/// <summary>Several cards of one VM hang on one NUMA node.</summary>
internal sealed class DeviceNumaRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-NUMA-001",
        Title = "Several cards of one VM are near the same memory",
        Why = "Cards on different NUMA nodes reach each other and half of the VM's memory over the link between processors, which costs speed.",
        Source = "vSphere 8.0, VirtualDevice.numaNode; Linux, /sys/bus/pci/devices/*/numa_node; derived",
        Reads = [DeviceFacts.NumaNode],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Assignment.Gpus.Count < 2)
        {
            yield break;
        }

        const string Required = "one NUMA node for all cards of the VM";
        const string Remedy = "Choose cards by address on one node, or spread the VM over the nodes too (virtual NUMA).";
        var nodes = subject.Assignment.Gpus.Select(g => (g.Main, Node: subject.Read(DeviceFacts.NumaNode, g.Main))).ToList();
        if (nodes.FirstOrDefault(n => !n.Node.HasValue) is { Main: { } unseen, Node: var fact })
        {
            yield return subject.Unseen(subject.Host.Ref, $"The NUMA node of '{unseen.Address}'", fact, Required, Remedy);
            yield break;
        }

        var distinct = nodes.Select(n => n.Node.Value).Distinct().Order().Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        yield return distinct.Count == 1
            ? subject.Pass(subject.Host.Ref, $"all on node {distinct[0]}", Required)
            : subject.Say(Severity.Note, subject.Host.Ref, $"{nodes.Count} cards on nodes {string.Join(", ", distinct)}", Required, Remedy);
    }
}

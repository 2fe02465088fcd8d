using System.Globalization;
using Barelane.Core.Rules;

namespace Barelane.HyperV.Planning;

/// <summary>What is to be said of the host beside the rules: memory that one NUMA node does not have.</summary>
internal static class HostSigns
{
    public static void Say(Proposing p)
    {
        if (p.Host.Settings.TryGetValue("numa-spanning", out var spanning) && spanning.Or("yes") == "no"
            && p.Host.Settings.TryGetValue("numa-node-mib", out var size) && long.TryParse(size.Or(""), NumberStyles.None, CultureInfo.InvariantCulture, out var node)
            && p.Vm?.MemoryMiB is { HasValue: true } memory && memory.Value > node)
        {
            p.Say("HYPERV-NUMA-001", Severity.Warn, p.Question.VmRef, $"the VM has {memory.Value} MiB of memory, and the largest NUMA node of the host {node} MiB", "A VM that fits into one NUMA node, as spanning is switched off on this host",
                "Where a host does not let VMs span NUMA nodes, one that fits into none does not start.", "Give the VM less memory, or 'Set-VMHost -NumaSpanningEnabled $true' and restart the service 'vmms'.", "Microsoft, Set-VMHost");
        }
    }
}

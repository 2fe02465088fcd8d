using System.Globalization;
using Barelane.Core.Rules;

namespace Barelane.HyperV.Planning;

/// <summary>What is to be said of the host beside the rules: its last displays, and memory that one NUMA node does not have.</summary>
internal static class HostSigns
{
    public static void Say(Proposing p)
    {
        SayDisplays(p);
        SayNuma(p);
    }

    /// <summary>One that is the last alone needs the consent 'host-console' by itself; here several go at once.</summary>
    private static void SayDisplays(Proposing p)
    {
        var here = p.Host.Devices.Where(d => d.Class.IsGpu && DirectWants.Setting(d, "mounted") == "yes" && DirectWants.Setting(d, "enabled") == "yes").Select(d => d.Address).ToList();
        var goes = p.Wants.Where(w => w.Field == HyperVFields.Mounted && w.Value == "no").Select(w => w.Target.AddressOfDevice()).ToHashSet();
        if (here.Count > 1 && here.All(goes.Contains))
        {
            p.Say("HYPERV-CONSOLE-001", Severity.Warn, p.Host.Ref, $"all {here.Count.ToString(CultureInfo.InvariantCulture)} display adapters that the host has are given away", "One display adapter for the host itself, or a host that is used without one",
                "The host's screen goes dark, and it is reached over the network alone.", "Leave it one, or see that it can be reached over the network and its management controller.", "Microsoft, Plan for deploying devices by using Discrete Device Assignment");
        }
    }

    private static void SayNuma(Proposing p)
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

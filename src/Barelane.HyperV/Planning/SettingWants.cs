using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Core.Sizing;

namespace Barelane.HyperV.Planning;

/// <summary>What a VM with a device has to be set to, all of it put back with the device.</summary>
internal static class SettingWants
{
    /// <summary>The low window of Microsoft's own example for partitions, in MiB.</summary>
    private const long PartitionLow = 1024;

    /// <summary>At least 8 GiB are needed; with less than 64 some guests of newer hosts hang.</summary>
    private const long PartitionHigh = 32 * 1024;

    private const long PartitionHighNew = 64 * 1024;

    private static readonly Version Build2025 = new(10, 0, 26100);

    public static void AddForDevices(Proposing p, IReadOnlyList<Device> functions)
    {
        AddCommon(p, keepsDynamicMemory: false);
        if (p.Vm?.NestedVirtualization.Or(false) == true)
        {
            p.WantOfVm(Field.NestedVirtualization, "false", "a VM with a device and nested virtualisation does not boot");
        }

        // A dismounted card no longer tells its BARs. The windows of the VM that has it were reckoned when it did.
        if (p.Assignment.MmioGiB is null && functions.Any(f => !f.Bars.HasValue) && functions.All(f => f.HeldBy.Contains(p.Question.VmRef) || p.Options.ContainsKey("pooled:" + f.Label.Or(""))))
        {
            return;
        }

        var from = long.TryParse(p.Options.GetValueOrDefault("high-mmio-base-mib"), NumberStyles.None, CultureInfo.InvariantCulture, out var b) ? b : HyperVGaps.DefaultBaseMiB;
        var all = functions.Concat(Staying(p)).DistinctBy(f => f.Ref).ToList();
        var gaps = p.Assignment.MmioGiB is null && p.Options.ContainsKey("high-mmio-base-mib") ? HyperVGaps.WithBase(all, from) : HyperVGaps.For(all, from);
        if (gaps.BaseMiB != from)
        {
            p.WantOfVm(HyperVFields.HighMmioBaseMiB, gaps.BaseMiB.ToString(CultureInfo.InvariantCulture), "a BAR lies at a multiple of its size, and a window that begins there need not be twice as large");
        }

        if (gaps.IsGuess && p.Assignment.MmioGiB is null)
        {
            p.Say("HYPERV-GAP-001", Severity.Warn, p.Question.VmRef, gaps.Evidence, "BARs of known size",
                "Too small a window, and the guest's driver finds no resources (Code 12), or a Linux guest does not see the card.", "Write 'mmio-gib: N' into the assignment, or plan while the host still has the card enabled.",
                "Linux, drivers/pci/controller/pci-hyperv.c");
        }

        AddWindows(p, gaps.LowMiB, p.Assignment.MmioGiB is { } asked ? asked * 1024L : gaps.HighMiB, gaps.Evidence);
    }

    public static void AddForPartitions(Proposing p)
    {
        AddCommon(p, keepsDynamicMemory: p.Options.GetValueOrDefault("startup-equals-minimum") == "true");
        var high = Version.TryParse(p.Question.Site.ApiVersion, out var version) && version >= Build2025 ? PartitionHighNew : PartitionHigh;
        AddWindows(p, PartitionLow, p.Assignment.MmioGiB is { } asked ? asked * 1024L : high, "A partition needs at least 8 GiB of the upper window.");
    }

    private static void AddCommon(Proposing p, bool keepsDynamicMemory)
    {
        p.WantOfVm(HyperVFields.StopAction, "turn-off", "a VM with a device can't be saved when its host shuts down");
        if (!keepsDynamicMemory && p.Options.GetValueOrDefault("dynamic-memory") is not (null or "off"))
        {
            p.WantOfVm(HyperVFields.DynamicMemory, "off", "a VM with a device has all its memory from the start");
        }

        p.WantOfVm(HyperVFields.Checkpoints, "disabled", "a checkpoint does not hold a device's state");
        if (p.Options.ContainsKey("automatic-checkpoints"))
        {
            p.WantOfVm(HyperVFields.AutomaticCheckpoints, "false", "a checkpoint does not hold a device's state");
        }

        p.WantOfVm(HyperVFields.GuestControlledCache, "true", "the guest's driver writes through write-combined memory");
        if (p.Options.ContainsKey("offline-action"))
        {
            p.WantOfVm(HyperVFields.OfflineAction, "force-shut-down", "the cluster can't save a VM with a device");
        }

        if (p.Options.ContainsKey("remotefx"))
        {
            p.WantOfVm(HyperVFields.RemoteFx, null, "RemoteFX was withdrawn: a VM with such an adapter does not start on an updated host");
        }
    }

    /// <summary>Only ever wider: what somebody else needs of the windows stays.</summary>
    private static void AddWindows(Proposing p, long low, long high, string why)
    {
        Widen(HyperVFields.LowMmioMiB, low, $"the devices' memory below 4 GiB has to fit. {why}");
        Widen(HyperVFields.HighMmioMiB, high, $"the devices' memory above 4 GiB has to fit. {why}");

        void Widen(Field field, long size, string reason)
        {
            if (!long.TryParse(p.Options.GetValueOrDefault(field.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var now) || now < size)
            {
                p.WantOfVm(field, size.ToString(CultureInfo.InvariantCulture), reason);
            }
        }
    }

    /// <summary>Functions the VM has beside those that this assignment gives.</summary>
    private static IEnumerable<Device> Staying(Proposing p) => (p.Vm?.Attached.Or([]) ?? [])
        .Where(a => a.Way == Way.Direct && a.Address is not null && !p.Given.Contains(a.Backing))
        .Select(a => p.Host.DeviceAt(a.Address!.Value)).OfType<Device>();
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Inventory;

/// <summary>Makes a host of its row, its VMs and what its environment offers.</summary>
internal static class HostAssembly
{
    private const long MiB = 1024 * 1024;

    /// <param name="row">The row.</param>
    /// <param name="reference">Its identity.</param>
    /// <param name="cluster">Id of its cluster; null for a host of its own.</param>
    /// <param name="target">What it offers VMs; not asked where nothing needs it.</param>
    /// <param name="running">Its running VMs; null where not all of its VMs were read.</param>
    /// <param name="holdings">Who holds which function.</param>
    public static Host Make(HostRow row, ObjectRef reference, string? cluster, Observed<ConfigTargetRow> target, IReadOnlyList<VmRow>? running, Holdings holdings)
    {
        var known = target.Map(t => (ConfigTargetRow?)t).Or(null);
        var slices = new SliceCapacity(row, known, running);
        var boot = new HostBoot(row);
        return new Host
        {
            Ref = reference,
            Name = VimNames.ForPeople(row.Name),
            ClusterId = cluster,
            Product = row.Of(HostProperties.Product, row.Product),
            ServerVendor = row.Of(HostProperties.System, row.Vendor),
            ServerModel = row.Of(HostProperties.System, row.Model),
            FirmwareVersion = row.Of(HostProperties.Bios, row.Firmware),
            CpuVendor = row.Of(HostProperties.Cpus, row.CpuVendor),
            MemoryMiB = row.Of(HostProperties.Memory, row.MemoryBytes / MiB),
            FreeMemoryMiB = FreeMemory(row, running),
            Connection = row.Of(HostProperties.Connection, row.Connection).Map(ToConnection),
            Maintenance = row.Of(HostProperties.Maintenance, row.Maintenance),
            RebootPending = row.Of(HostProperties.RebootRequired, row.RebootRequired),
            BootTime = row.Of(HostProperties.BootTime, row.BootTime),
            Iommu = Iommu(row),
            RebindWithoutReboot = row.Of(HostProperties.CanRebind, row.CanRebind),
            RebootSupported = row.Of(HostProperties.CanReboot, row.CanReboot),
            AssignableHardware = row.Of(HostProperties.CanAssign, row.CanAssignByDescription),
            DeviceLabels = row.Of(HostProperties.CanLabel, row.CanLabel),
            DefaultGraphicsType = row.Of(HostProperties.Wish, row.Wish?.Default),
            BootsFromUsb = boot.FromUsb(),
            PassthroughSystemId = target.TryGet(out var told) ? Observed.ReadOrAbsent(told.SystemId) : target.Map(_ => ""),
            Profiles = slices.OfHost(),
            Storage = row.Storage,
            Networks = row.Networks,
            Devices = new DeviceAssembly(row, reference, holdings, slices, boot, known).All(),
        };
    }

    /// <summary>What running VMs have reserved is gone for a further reservation; what else the host itself needs is not told.</summary>
    private static Observed<long> FreeMemory(HostRow row, IReadOnlyList<VmRow>? running)
    {
        if (row.MemoryBytes is not { } bytes)
        {
            return row.Lack<long>(HostProperties.Memory);
        }

        var memory = bytes / MiB;
        if (running is not null)
        {
            var reserved = running.Sum(vm => vm.ReservationLocked == true ? Math.Max(vm.MemoryMiB ?? 0, vm.ReservationMiB ?? 0) : vm.ReservationMiB ?? 0);
            return Observed.Inferred(Math.Max(0, memory - reserved), $"{memory} MiB of the host less {reserved} MiB reserved by {Amount.Of(running.Count, "running VM")} on it.");
        }

        return row.UsedMemoryMiB is { } used
            ? Observed.Inferred(Math.Max(0, memory - used), $"{memory} MiB of the host less {used} MiB in use; the reservations of its VMs were not read.")
            : row.Lack<long>(HostProperties.UsedMemory);
    }

    /// <summary>No property says "VT-d on"; that a device is called capable of passthrough takes it, and that none is means it is off or useless.</summary>
    private static Observed<bool> Iommu(HostRow row)
    {
        if (row.Passthru is not { Count: > 0 } listed)
        {
            var lack = row.Lack<bool>(HostProperties.Passthru);
            return lack.State == ObservedState.Unreadable ? lack : Observed<bool>.Unreadable($"'{row.Name}' tells nothing about passthrough, from which an IOMMU could be inferred.");
        }

        var active = listed.Count(p => p.Active);
        var capable = listed.Count(p => p.Capable);
        return active > 0 ? Observed.Inferred(true, $"{active} of its {listed.Count} PCI functions are passed through already.")
            : capable > 0 ? Observed.Inferred(true, $"{capable} of its {listed.Count} PCI functions are called capable of passthrough.")
            : Observed.Inferred(false, $"None of its {listed.Count} PCI functions is called capable of passthrough.");
    }

    private static HostConnection ToConnection(string state) => state switch
    {
        "connected" => HostConnection.Connected,
        "notResponding" => HostConnection.NotResponding,
        _ => HostConnection.Disconnected,
    };
}

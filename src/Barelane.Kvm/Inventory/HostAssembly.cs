using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>Makes the core's host of what was read.</summary>
internal static class HostAssembly
{
    /// <summary>A BAR of this size or more needs room above 4 GiB in practice.</summary>
    private const long LargeBar = 1L << 30;

    public static Host Of(HostReading reading, string machineId, LibvirtHost? libvirt, Holders holders, PciNames names, IHostFiles files)
    {
        var reference = KvmIds.Host(machineId);
        var machine = reading.Machine;
        var devices = new DeviceAssembly(reading, reference, names, holders, files);
        var host = new Host
        {
            Ref = reference,
            Name = machine.Name.Or("localhost"),
            Product = Product(machine, libvirt),
            ServerVendor = machine.Vendor,
            ServerModel = machine.Model,
            FirmwareVersion = machine.FirmwareVersion,
            CpuVendor = machine.CpuVendor,
            MemoryMiB = machine.MemoryMiB,
            FreeMemoryMiB = machine.AvailableMiB,
            Connection = Observed.Read(HostConnection.Connected),
            Maintenance = files.Exists(OwnTraces.Maintenance),
            BootTime = machine.BootTime,
            BootId = machine.BootId,
            IdsTakenAtBoot = BootClaims.Ids(files, machine.CommandLine),
            HugePages = GuestNeedsReader.HugePages(files),
            DenylistDisabled = GuestNeedsReader.DenylistDisabled(files),
            GuestFirmware = GuestNeedsReader.Firmware(files),
            GuestFirmwareRelease = FirmwareRelease.Read(files),
            Iommu = reading.Iommu.IsActive,
            IommuInFirmware = reading.Iommu.IsInFirmware,
            InterruptRemapping = reading.Iommu.RemapsInterrupts,
            UnsafeInterruptsAllowed = reading.Iommu.AllowsUnsafeInterrupts,
            IommuAddressBits = reading.Iommu.AddressBits,
            IsolationOverridden = machine.CommandLine.Map(c => Boot.KernelArguments.Find(c, "pcie_acs_override") is not null),
            AddressBits = machine.AddressBits,
            HardwareVirtualization = machine.HasKvm ? Observed.Inferred(true, "'/dev/kvm' is there") : Observed.Read(false),
            Above4G = Above4G(reading.Functions),
            RebindWithoutReboot = Observed.Read(true),
            RebootSupported = Observed.Read(true),
            AssignableHardware = Observed.Read(false),
            DeviceLabels = Observed.Read(false),
            BootsFromUsb = Observed<bool>.Absent,
            DefaultGraphicsType = Observed<string>.Absent,
            SecureBoot = machine.SecureBoot,
            Lockdown = machine.Lockdown,
            KernelVersion = machine.Kernel.Map(VersionOf),
            EmulatorVersion = libvirt?.QemuVersion ?? default,
            Profiles = ProfileAssembly.OfHost(reading, holders, files),
            Slices = reading.Slices,
            Devices = [.. reading.Functions.Select(devices.Of)],
            Settings = Settings(reading),
        };
        return host with { RebootPending = Observed.Read(IsRebootPending(host)) };
    }

    private static Observed<string> Product(MachineFacts machine, LibvirtHost? libvirt)
    {
        var emulator = libvirt is null ? "" : $", libvirt {libvirt.LibvirtVersion}{(libvirt.QemuVersion.TryGet(out var q) ? $", QEMU {q}" : "")}";
        return Observed.Read($"{machine.System.Or("Linux")}, kernel {machine.Kernel.Or("unknown")}{emulator}");
    }

    private static Observed<bool> Above4G(IReadOnlyList<PciFunction> functions)
    {
        var bars = functions.SelectMany(f => f.Bars.Or([])).Where(b => b.Is64Bit).ToList();
        return bars.Any(b => b.IsAbove4G) ? Observed.Read(true)
            : bars.Any(b => b.Start == 0 && b.Bytes >= LargeBar) ? Observed.Read(false)
            : Observed<bool>.Unreadable("no BAR lies above 4 GiB and none is too large for below, so nothing shows it");
    }

    private static Dictionary<string, Observed<string>> Settings(HostReading reading)
    {
        var settings = new Dictionary<string, Observed<string>>(StringComparer.Ordinal)
        {
            ["iommu"] = reading.Iommu.IsActive.Map(a => a ? "on" : "off"),
        };
        foreach (var name in KernelArgumentFields.Names)
        {
            var value = KernelArgumentFields.Read(name, reading.BootFile, reading.Machine.CommandLine);
            if (value.State != ObservedState.Absent)
            {
                settings["kernel-argument:" + name] = value;
            }
        }

        foreach (var type in reading.MediatedTypes)
        {
            settings[$"mdev-left:{type.Parent} {type.Id}"] = type.Left.Map(n => n.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var slice in reading.Slices.Or([]))
        {
            if (slice.Exists)
            {
                settings["mdev:" + slice.Id] = Observed.Read($"{slice.Parent} {slice.Profile}");
            }

            if (slice.Definition is { } start)
            {
                settings["mdev-definition:" + slice.Id] = Observed.Read($"{slice.Parent} {slice.Profile} {start}");
            }
        }

        if (reading.HasDefinitions)
        {
            settings["mdevctl"] = Observed.Read("yes");
        }

        return settings;
    }

    private static bool IsRebootPending(Host host) =>
        host.Settings.Any(s => s.Key.StartsWith("kernel-argument:", StringComparison.Ordinal) && s.Value.Or("").EndsWith(KernelArgumentFields.Pending, StringComparison.Ordinal) && IsOurs(host, s.Value.Value))
        || host.Devices.Any(d => d.State.Or(DeviceState.HostOwned) == DeviceState.Stuck);

    /// <summary>An argument given at the boot prompt alone is no change that waits.</summary>
    private static bool IsOurs(Host host, string value) => value != KernelArgumentFields.UnsetPending || !host.Iommu.Or(false);

    private static Version VersionOf(string release)
    {
        var end = 0;
        while (end < release.Length && (char.IsAsciiDigit(release[end]) || release[end] == '.'))
        {
            end++;
        }

        return Version.TryParse(release[..end].TrimEnd('.'), out var version) ? version : new Version(0, 0);
    }
}

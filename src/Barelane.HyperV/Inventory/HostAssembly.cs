using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>Makes the core's host of what Windows and Hyper-V tell.</summary>
internal static class HostAssembly
{
    public static Host Of(HostAnswers answers, ObjectRef reference, IReadOnlyList<Device> devices)
    {
        var machine = answers.Machine;
        return new Host
        {
            Ref = reference,
            Name = machine.Name,
            ClusterId = answers.Cluster.TryGet(out var cluster) ? cluster.Id : null,
            Product = Observed.Read($"{machine.System} ({machine.Version})"),
            ServerVendor = Observed.Read(machine.Vendor),
            ServerModel = Observed.Read(machine.Model),
            FirmwareVersion = machine.Firmware.Count > 0 ? Observed.Read(machine.Firmware[0]) : Observed<string>.Unreadable("Windows did not tell it."),
            CpuVendor = CpuVendor(machine),
            MemoryMiB = Observed.Read((long)(machine.MemoryBytes >> 20)),
            FreeMemoryMiB = Observed.Read((long)(machine.FreeKiB >> 10)),
            Connection = Observed.Read(HostConnection.Connected),
            Maintenance = answers.Settings.Map(s => s.Own.Any(o => !string.IsNullOrEmpty(o.Maintenance))),
            RebootPending = answers.Settings.Map(s => s.RebootPending),
            BootTime = Observed.Read(machine.Booted.ToUniversalTime()),
            Iommu = answers.VmHost.Map(h => h.Iov && !IsIommuSwitchedOff(answers)),
            IommuReasons = answers.VmHost.Map(h => IsIommuSwitchedOff(answers) ? [.. h.Reasons, SwitchedOff] : h.Reasons),
            Unfamiliar = KnownShapes.Differences(answers.Shapes),
            IommuInFirmware = answers.Settings.TryGet(out var settings) && settings.SecurityProperties.Count > 0 ? Observed.Read(settings.SecurityProperties.Contains(3)) : Observed<bool>.Absent,
            InterruptRemapping = answers.VmHost.TryGet(out var host) && host.Iov ? Observed.Inferred(true, "Hyper-V says that devices can be given to VMs") : Observed<bool>.Absent,
            HardwareVirtualization = Observed.Read(machine.Services.Any(s => s.Name.Equals("vmms", StringComparison.OrdinalIgnoreCase) && s.Status == 4)),
            Above4G = Above4G(devices),
            RebindWithoutReboot = Observed.Read(true),
            RebootSupported = Observed.Read(false),
            AssignableHardware = Observed.Read(answers.Commands.HasPools),
            DeviceLabels = Observed.Read(answers.Commands.HasPools),
            BootsFromUsb = Observed<bool>.Absent,
            DefaultGraphicsType = Observed<string>.Absent,
            Edition = machine.ProductType switch
            {
                1 => Observed.Read("client"),
                2 or 3 => Observed.Read("server"),
                _ => Observed<string>.Unreadable($"Windows tells the product type {machine.ProductType.ToString(CultureInfo.InvariantCulture)}."),
            },
            KernelVersion = Version.TryParse(machine.Version, out var version) ? Observed.Read(version) : Observed<Version>.Unreadable($"'{machine.Version}' is no version."),
            Profiles = answers.Partitionable.Map(_ => ProfilesOf(devices)),
            LightGuests = LightGuests.Of(answers),
            Devices = devices,
            Settings = Settings(answers),
        };
    }

    private const string SwitchedOff = "The boot option 'hypervisoriommupolicy' is 'Disable': 'bcdedit /set hypervisoriommupolicy enable', and restart the host.";

    /// <summary>Option names of bcdedit are the same in every language; what is not said is the default. Source: Microsoft, bcdedit /set.</summary>
    private static bool IsIommuSwitchedOff(HostAnswers answers) => answers.BootOptions.TryGet(out var options)
        && options.Lines.Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Any(w => w.Length == 2 && w[0].Equals("hypervisoriommupolicy", StringComparison.OrdinalIgnoreCase) && w[1].Equals("disable", StringComparison.OrdinalIgnoreCase));

    private static Observed<string> CpuVendor(MachineAnswer machine) => (machine.Processors.Count > 0 ? machine.Processors[0] : null) switch
    {
        "GenuineIntel" => Observed.Read("intel"),
        "AuthenticAMD" => Observed.Read("amd"),
        { Length: > 0 } other => Observed.Read(other.ToLowerInvariant()),
        _ => Observed<string>.Unreadable("Windows did not tell it."),
    };

    private static Observed<bool> Above4G(IReadOnlyList<Device> devices) => devices.Any(d => d.Bars.Or([]).Any(b => b.IsAbove4G))
        ? Observed.Read(true)
        : Observed<bool>.Unreadable("no device has memory above 4 GiB, so nothing shows it");

    private static IReadOnlyList<SliceProfile> ProfilesOf(IReadOnlyList<Device> devices) =>
        [.. devices.SelectMany(d => d.Profiles.Or([])).GroupBy(p => p.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.First() with { Free = Observed.Read(g.Sum(p => p.Free.Or(0))) })];

    private static Dictionary<string, Observed<string>> Settings(HostAnswers answers)
    {
        var settings = new Dictionary<string, Observed<string>>(StringComparer.Ordinal);
        foreach (var name in HostPolicies.Names)
        {
            settings["policy:" + name] = answers.Settings.TryGet(out var s)
                ? s.Policies.Select(p => HostPolicies.ValueOf(p, name)).FirstOrDefault(v => v is not null) is { } value ? Observed.Read(value.ToString(CultureInfo.InvariantCulture)) : Observed<string>.Absent
                : answers.Settings.Map(_ => "");
        }

        foreach (var pool in answers.Assignable.TryGet(out var assignable) ? assignable.Pools : [])
        {
            settings["pool:" + pool.Name] = Observed.Read("yes");
        }

        if (answers.VmHost.TryGet(out var numa))
        {
            settings["numa-spanning"] = Observed.Read(numa.NumaSpanning ? "yes" : "no");
            settings["numa-node-mib"] = numa.Nodes.Count > 0 ? Observed.Read(numa.Nodes.Max(n => n.TotalMiB).ToString(CultureInfo.InvariantCulture)) : Observed<string>.Absent;
        }

        settings["elevated"] = Observed.Read(answers.Machine.Groups.Contains("S-1-5-32-544") ? "yes" : "no");
        settings["dda"] = Observed.Read(answers.Commands.HasDda ? "yes" : "no");
        settings["chooses-card"] = Observed.Read(answers.Commands.CanChooseCard ? "yes" : "no");
        settings["sets-partition-count"] = Observed.Read(answers.Commands.PartitionableWriter.Length > 0 ? "yes" : "no");
        return settings;
    }
}

using System.Globalization;
using System.Numerics;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads one PCI function. Bridges are read as far as the tree needs them.</summary>
internal sealed class PciFunctionReader(IHostFiles files)
{
    /// <summary>Where the functions are.</summary>
    public const string Folder = "/sys/bus/pci/devices";

    private readonly Dictionary<string, Observed<bool>> _reserved = new(StringComparer.Ordinal);

    /// <summary>What one inspection reads of every function.</summary>
    public static IEnumerable<HostPath> Paths()
    {
        yield return new(Folder, HostPathKind.Names);
        yield return new(Folder + "/*", HostPathKind.Link);
        yield return new(Folder + "/*", HostPathKind.Names);
        foreach (var name in (string[])
            [
                "uevent", "resource", "numa_node", "boot_vga", "driver_override", "reset_method", "power_state", "current_link_speed", "max_link_speed", "current_link_width", "max_link_width",
                "sriov_numvfs", "sriov_totalvfs", "sriov_offset", "sriov_stride", "sriov_vf_device", "nvidia/current_vgpu_type", "nvidia/creatable_vgpu_types",
            ])
        {
            yield return new($"{Folder}/*/{name}");
        }

        yield return new(Folder + "/*/resource*_resize");
        yield return new(Folder + "/*/iommu_group", HostPathKind.Link);
        yield return new(Folder + "/*/physfn", HostPathKind.Link);
        yield return new("/sys/kernel/iommu_groups/*/reserved_regions");
    }

    /// <summary>The function; Unreadable where it does not even say what it is.</summary>
    public Observed<PciFunction> Read(PciAddress address)
    {
        var at = $"{Folder}/{address}";
        var names = files.List(at);
        var uevent = files.ReadText(at + "/uevent");
        if (!uevent.TryGet(out var text))
        {
            return uevent.State == ObservedState.Absent ? Observed<PciFunction>.Unreadable($"'{at}/uevent' is not there.") : uevent.Map(_ => default(PciFunction)!);
        }

        var said = Uevent.Parse(text);
        if (Uevent.ClassOf(said) is not { } kind || Uevent.IdOf(said) is not { } id)
        {
            return Attribute.Malformed<PciFunction>(at + "/uevent", text.ReplaceLineEndings(" "), "PCI_CLASS and PCI_ID");
        }

        var has = names.Or([]).ToHashSet(StringComparer.Ordinal);
        var group = files.ReadLinkName(at + "/iommu_group");
        var function = new PciFunction
        {
            Address = address,
            Id = id,
            Class = kind,
            Driver = Observed.ReadOrAbsent(said.GetValueOrDefault("DRIVER")),
            Group = group,
            Parent = PciPlace.Parent(files.ReadLink(at)),
            IsOnVfio = said.GetValueOrDefault("DRIVER") is { } driver && (driver == "vfio-pci" || (has.Contains("vfio-dev") && driver != "nvidia")),
        };
        return Observed.Read(kind.IsBridge ? function : WithEndpoint(function, at, has));
    }

    private PciFunction WithEndpoint(PciFunction function, string at, HashSet<string> has)
    {
        var wish = Of("driver_override", files.ReadText);
        var node = Of("numa_node", files.Number);
        var resets = Of("reset_method", files.ReadText);
        return function with
        {
            DriverOverride = wish is { HasValue: true, Value: "(null)" or "" } ? Observed<string>.Absent : wish,
            ReservedByFirmware = function.Group.TryGet(out var number) ? Reserved(number) : Observed<bool>.Absent,
            Bars = PciResource.Parse(files.ReadText(at + "/resource"), at + "/resource"),
            ResizableToMiB = Resizable(at, has),
            NumaNode = node is { HasValue: true, Value: < 0 } ? Observed<int>.Absent : node,
            IsBootVga = Of("boot_vga", files.Switch),
            ResetMethods = resets.State == ObservedState.Absent
                ? Observed.Read<IReadOnlyList<string>>([])
                : resets.Map(t => (IReadOnlyList<string>)t.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            PowerState = Of("power_state", files.ReadText),
            Link = has.Contains("max_link_width") ? LinkOf(at) : Observed<PciLink>.Absent,
            VirtualFunctions = has.Contains("sriov_totalvfs") ? Virtual(at) : Observed<VirtualFunctions>.Absent,
            PhysicalFunction = has.Contains("physfn") ? PciPlace.Parse(files.ReadLink(at + "/physfn"), at + "/physfn") : Observed<PciAddress>.Absent,
            VgpuType = has.Contains("nvidia") ? VgpuTypes.Current(files, at) : Observed<string>.Absent,
            CreatableVgpuTypes = has.Contains("nvidia") ? VgpuTypes.Creatable(files, at) : Observed<IReadOnlyList<VgpuType>>.Absent,
        };

        Observed<T> Of<T>(string name, Func<string, Observed<T>> read) => has.Contains(name) ? read($"{at}/{name}") : Observed<T>.Absent;
    }

    /// <summary>One file for a whole group, read once.</summary>
    private Observed<bool> Reserved(string group)
    {
        if (!_reserved.TryGetValue(group, out var reserved))
        {
            reserved = files.ReadText($"/sys/kernel/iommu_groups/{group}/reserved_regions")
                .Map(t => t.Split('\n').Any(l => l.EndsWith(" direct", StringComparison.Ordinal)));
            _reserved.Add(group, reserved);
        }

        return reserved;
    }

    /// <summary>Bit k of the map stands for 2^k MiB.</summary>
    private Observed<long> Resizable(string at, HashSet<string> has)
    {
        var largest = Observed<long>.Absent;
        foreach (var name in has.Where(n => n.StartsWith("resource", StringComparison.Ordinal) && n.EndsWith("_resize", StringComparison.Ordinal)))
        {
            var map = files.Hex($"{at}/{name}");
            if (map is { HasValue: true, Value: > 0 })
            {
                largest = Observed.Read(Math.Max(largest.Or(0), 1L << Math.Min(62, BitOperations.Log2(map.Value))));
            }
            else if (!map.IsKnown)
            {
                return map.Map(_ => 0L);
            }
        }

        return largest;
    }

    private Observed<PciLink> LinkOf(string at)
    {
        var (width, maxWidth) = (files.Number(at + "/current_link_width"), files.Number(at + "/max_link_width"));
        var (speed, maxSpeed) = (Speed(at + "/current_link_speed"), Speed(at + "/max_link_speed"));
        return !width.HasValue ? width.Map(_ => default(PciLink)!)
            : !maxWidth.HasValue ? maxWidth.Map(_ => default(PciLink)!)
            : !speed.HasValue ? speed.Map(_ => default(PciLink)!)
            : maxSpeed.Map(m => new PciLink(speed.Value, m, width.Value, maxWidth.Value));
    }

    /// <summary><c>16.0 GT/s PCIe</c>; <c>Unknown</c> is 0.</summary>
    private Observed<double> Speed(string path) => Attribute.Parse<double>(files.ReadText(path), path, "a speed such as '16.0 GT/s PCIe'", static t =>
        t.StartsWith("Unknown", StringComparison.Ordinal) ? 0
            : double.TryParse(t.Split(' ', 2)[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) ? speed : null);

    private Observed<VirtualFunctions> Virtual(string at)
    {
        var (now, total) = (files.Number(at + "/sriov_numvfs"), files.Number(at + "/sriov_totalvfs"));
        var (offset, stride) = (files.Number(at + "/sriov_offset"), files.Number(at + "/sriov_stride"));
        var id = files.Hex(at + "/sriov_vf_device");
        return !now.HasValue ? now.Map(_ => default(VirtualFunctions)!)
            : !offset.HasValue ? offset.Map(_ => default(VirtualFunctions)!)
            : !stride.HasValue ? stride.Map(_ => default(VirtualFunctions)!)
            : total.Map(t => new VirtualFunctions(now.Value, t, offset.Value, stride.Value, (ushort)id.Or(0)));
    }
}

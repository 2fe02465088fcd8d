using System.Globalization;

namespace Barelane.Kvm.Inventory;

/// <summary>A domain's settings as options of the VM: those that are fields of their own by the field's name, and those that only the planner and rules read.</summary>
internal static class DomainOptions
{
    /// <summary>Guest buses of root ports that nothing is plugged into, in order, joined by commas.</summary>
    public const string FreePorts = "free-ports";

    /// <summary>How many root ports there are.</summary>
    public const string RootPorts = "root-ports";

    /// <summary>The next index that no PCI controller has.</summary>
    public const string NextController = "next-controller";

    /// <summary>The first slot of the conventional root bus from which on none is taken.</summary>
    public const string FreeSlot = "free-slot";

    /// <summary>The CPU's mode.</summary>
    public const string CpuMode = "cpu-mode";

    /// <summary>The firmware's own file; left out where libvirt chooses one.</summary>
    public const string FirmwareFile = "firmware-file";

    private const int LastSlot = 31;

    public static Dictionary<string, string> Of(DomainDefinition d, LibvirtDomain domain, bool isTransient)
    {
        var taken = d.Taken.Where(a => a.Domain == 0).ToLookup(a => a.Bus);
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["domain-type"] = d.Type,
            ["cpu-mode"] = d.CpuMode,
            [RootPorts] = Text(d.RootPorts.Count),
            [FreePorts] = string.Join(',', d.RootPorts.Where(p => p <= byte.MaxValue && !taken[(byte)p].Any()).Select(Text)),
            [NextController] = Text(d.NextController),
            ["transient"] = isTransient ? "true" : "false",
        };
        if (!d.IsExpress && taken[0].Select(a => (int)a.Device).DefaultIfEmpty(1).Max() + 1 is <= LastSlot and var slot)
        {
            options[FreeSlot] = Text(slot);
        }

        foreach (var hostdev in d.Hostdevs)
        {
            options["hostdev:" + hostdev.Source] = hostdev.ToString();
        }

        foreach (var (part, value) in d.Mark)
        {
            options["mark:" + part] = value;
        }

        Add("maxphysaddr", d.MaxPhysAddr);
        Add("mmio-window-mib", d.MmioWindowMiB);
        Add("pcihole64", d.PciHole64);
        Add("memory-backing", d.MemoryBacking);
        Add(FirmwareFile, d.Loader);
        Add("hyperv-vendor-id", d.VendorId);
        Add("ioapic", d.IoApic);
        Add("kvm-hidden", d.IsKvmHidden ? "true" : null);
        Add("autostart", domain.Autostart.HasValue ? domain.Autostart.Value ? "true" : "false" : null);
        return options;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                options[name] = value;
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

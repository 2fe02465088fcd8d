using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>The properties of hosts that an inspection asks for.</summary>
internal static class HostProperties
{
    public const string Product = "summary.config.product.fullName";
    public const string System = "hardware.systemInfo";
    public const string Bios = "hardware.biosInfo";
    public const string Cpus = "hardware.cpuPkg";
    public const string Memory = "hardware.memorySize";
    public const string UsedMemory = "summary.quickStats.overallMemoryUsage";
    public const string Pci = "hardware.pciDevice";
    public const string Passthru = "config.pciPassthruInfo";
    public const string Graphics = "config.graphicsInfo";
    public const string Wish = "config.graphicsConfig";
    public const string SliceTypes = "config.sharedPassthruGpuTypes";
    public const string Abilities = "config.sharedGpuCapabilities";
    public const string Bindings = "config.assignableHardwareBinding";
    public const string Adapters = "config.storageDevice.hostBusAdapter";
    public const string Connection = "runtime.connectionState";
    public const string Maintenance = "runtime.inMaintenanceMode";
    public const string BootTime = "runtime.bootTime";
    public const string RebootRequired = "summary.rebootRequired";
    public const string CanReboot = "capability.rebootSupported";
    public const string CanRebind = "capability.deviceRebindWithoutRebootSupported";
    public const string CanAssign = "capability.assignableHardwareSupported";
    public const string CanLabel = "capability.assignHwPciConfigSupported";

    public static PropertySet<HostRow> Set(ServerPaths paths) => PropertySets.Of("HostSystem", self => new HostRow(self))
        .Ask(paths, "name", (row, reader) => row.Name = reader.ReadString())
        .Ask(paths, "parent", (row, reader) => row.Parent = reader.ReadRef())
        .Ask(paths, "summary.hardware.uuid", (row, reader) => row.Uuid ??= reader.ReadString())
        .Ask(paths, System, ReadSystem)
        .Ask(paths, Bios, (row, reader) => row.Firmware = TextOf(reader, "biosVersion"))
        .Ask(paths, Cpus, ReadCpus)
        .Ask(paths, Memory, (row, reader) => row.MemoryBytes = reader.ReadInt64())
        .Ask(paths, Pci, (row, reader) => row.Pci = reader.ReadList(PciRow.Read))
        .Ask(paths, Passthru, (row, reader) => row.Passthru = reader.ReadList(PassthruRow.Read))
        .Ask(paths, Graphics, (row, reader) => row.Graphics = reader.ReadList(GraphicsRow.Read))
        .Ask(paths, Wish, (row, reader) => row.Wish = GraphicsWish.Read(reader), "6.5")
        .Ask(paths, SliceTypes, (row, reader) => row.SliceTypes = reader.ReadList(r => r.ReadPooled()), "6.0")
        .Ask(paths, Abilities, (row, reader) => row.SliceAbilities = reader.ReadList(SliceAbility.Read), "6.7")
        .Ask(paths, Bindings, (row, reader) => row.Bindings = reader.ReadList(BindingRow.Read), "7.0")
        .Ask(paths, Adapters, (row, reader) => row.Adapters = reader.ReadList(AdapterRow.Read))
        .Ask(paths, Product, (row, reader) => row.Product = reader.ReadPooled())
        .Ask(paths, "summary.managementServerIp", (row, reader) => row.Manager = reader.ReadPooled())
        .Ask(paths, UsedMemory, (row, reader) => row.UsedMemoryMiB = reader.ReadInt64())
        .Ask(paths, RebootRequired, (row, reader) => row.RebootRequired = reader.ReadBoolean())
        .Ask(paths, Connection, (row, reader) => row.Connection = reader.ReadPooled())
        .Ask(paths, Maintenance, (row, reader) => row.Maintenance = reader.ReadBoolean())
        .Ask(paths, BootTime, (row, reader) => row.BootTime = reader.ReadDateTime())
        .Ask(paths, CanReboot, (row, reader) => row.CanReboot = reader.ReadBoolean())
        .Ask(paths, CanRebind, (row, reader) => row.CanRebind = reader.ReadBoolean(), "7.0")
        .Ask(paths, CanAssign, (row, reader) => row.CanAssignByDescription = reader.ReadBoolean(), "7.0")
        .Ask(paths, CanLabel, (row, reader) => row.CanLabel = reader.ReadBoolean(), "7.0.2")
        .Ask(paths, "datastore", (row, reader) => row.Storage = reader.ReadList(r => r.ReadPooled()))
        .Ask(paths, "network", (row, reader) => row.Networks = reader.ReadList(r => r.ReadPooled()));

    private static void ReadSystem(HostRow row, VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "vendor":
                    row.Vendor = reader.ReadPooled();
                    break;
                case "model":
                    row.Model = reader.ReadPooled();
                    break;
                case "uuid":
                    row.Uuid = reader.ReadString();
                    break;
            }
        }
    }

    private static void ReadCpus(HostRow row, VimReader reader)
    {
        foreach (var _ in reader.Children())
        {
            row.CpuVendor ??= TextOf(reader, "vendor")?.ToLowerInvariant();
        }
    }

    private static string? TextOf(VimReader reader, string wanted)
    {
        string? text = null;
        foreach (var name in reader.Children())
        {
            if (name == wanted)
            {
                text = reader.ReadPooled();
            }
        }

        return text;
    }
}

using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>The properties of VMs that an inspection asks for.</summary>
internal static class VmProperties
{
    public const string Power = "runtime.powerState";
    public const string FaultTolerance = "runtime.faultToleranceState";
    public const string InstanceUuid = "config.instanceUuid";
    public const string Firmware = "config.firmware";
    public const string Boot = "config.bootOptions";
    public const string HardwareVersion = "config.version";
    public const string Memory = "config.hardware.memoryMB";
    public const string Cpus = "config.hardware.numCPU";
    public const string Hardware = "config.hardware.device";
    public const string Allocation = "config.memoryAllocation";
    public const string ReservationLocked = "config.memoryReservationLockedToMax";
    public const string Options = "config.extraConfig";
    public const string Nested = "config.nestedHVEnabled";
    public const string Vbs = "config.flags.vbsEnabled";
    public const string GuestIommu = "config.flags.vvtdEnabled";
    public const string MemoryHotAdd = "config.memoryHotAddEnabled";
    public const string CpuHotAdd = "config.cpuHotAddEnabled";
    public const string ChangeTracking = "config.changeTrackingEnabled";
    public const string GuestOs = "config.guestId";
    public const string ToolsRunning = "guest.toolsRunningStatus";
    public const string ToolsVersion = "guest.toolsVersionStatus2";
    public const string GuestHostName = "guest.hostName";
    public const string Snapshots = "snapshot";

    public static PropertySet<VmRow> Set(ServerPaths paths) => PropertySets.Of("VirtualMachine", self => new VmRow(self))
        .Ask(paths, "name", (row, reader) => row.Name = reader.ReadString())
        .Ask(paths, "parent", (row, reader) => row.Parent = reader.ReadRef())
        .Ask(paths, "parentVApp", (row, reader) => row.Parent = reader.ReadRef())
        .Ask(paths, "runtime.host", (row, reader) => row.Host = reader.ReadRef())
        .Ask(paths, Power, (row, reader) => row.Power = reader.ReadPooled())
        .Ask(paths, FaultTolerance, (row, reader) => row.FaultTolerance = reader.ReadPooled())
        .Ask(paths, InstanceUuid, (row, reader) => row.InstanceUuid = reader.ReadString())
        .Ask(paths, "config.template", (row, reader) => row.Template = reader.ReadBoolean())
        .Ask(paths, Firmware, (row, reader) => row.Firmware = reader.ReadPooled())
        .Ask(paths, Boot, ReadBoot)
        .Ask(paths, HardwareVersion, (row, reader) => row.HardwareVersion = reader.ReadPooled())
        .Ask(paths, Memory, (row, reader) => row.MemoryMiB = reader.ReadInt64())
        .Ask(paths, Cpus, (row, reader) => row.Cpus = reader.ReadInt32())
        .Ask(paths, Hardware, (row, reader) => row.Hardware = HardwareRow.Read(reader))
        .Ask(paths, Allocation, ReadAllocation)
        .Ask(paths, ReservationLocked, (row, reader) => row.ReservationLocked = reader.ReadBoolean(), "5.0")
        .Ask(paths, Options, (row, reader) => row.Options = OptionReader.ReadAll(reader))
        .Ask(paths, Nested, (row, reader) => row.NestedVirtualization = reader.ReadBoolean(), "5.1")
        .Ask(paths, Vbs, (row, reader) => row.Vbs = reader.ReadBoolean(), "6.7")
        .Ask(paths, GuestIommu, (row, reader) => row.GuestIommu = reader.ReadBoolean(), "6.7")
        .Ask(paths, MemoryHotAdd, (row, reader) => row.MemoryHotAdd = reader.ReadBoolean())
        .Ask(paths, CpuHotAdd, (row, reader) => row.CpuHotAdd = reader.ReadBoolean())
        .Ask(paths, ChangeTracking, (row, reader) => row.ChangeTracking = reader.ReadBoolean())
        .Ask(paths, "config.managedBy", ReadManagedBy, "5.0")
        .Ask(paths, "config.deviceGroups", (row, reader) => row.Groups = ReadGroupNames(reader), "8.0.0.1")
        .Ask(paths, GuestOs, (row, reader) => row.GuestOs = reader.ReadPooled())
        .Ask(paths, ToolsRunning, (row, reader) => row.ToolsRunning = reader.ReadPooled())
        .Ask(paths, ToolsVersion, (row, reader) => row.ToolsVersion = reader.ReadPooled(), "5.0")
        .Ask(paths, GuestHostName, (row, reader) => row.GuestHostName = reader.ReadString())
        .Ask(paths, "guest.ipAddress", (row, reader) => row.GuestAddress = reader.ReadString())
        .Ask(paths, Snapshots, (row, reader) => row.Snapshots = SnapshotReader.ReadAll(reader))
        .Ask(paths, "datastore", (row, reader) => row.Storage = reader.ReadList(r => r.ReadPooled()))
        .Ask(paths, "network", (row, reader) => row.Networks = reader.ReadList(r => r.ReadPooled()));

    private static void ReadBoot(VmRow row, VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "efiSecureBootEnabled")
            {
                row.SecureBoot = reader.ReadBoolean();
            }
        }
    }

    private static void ReadAllocation(VmRow row, VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "reservation":
                    row.ReservationMiB = reader.ReadInt64();
                    break;
                case "limit":
                    row.LimitMiB = reader.ReadInt64();
                    break;
            }
        }
    }

    private static void ReadManagedBy(VmRow row, VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "extensionKey")
            {
                row.ManagedBy = reader.ReadPooled();
            }
        }
    }

    /// <summary>Names of a VM's vendor device groups by their keys.</summary>
    public static Dictionary<string, string> ReadGroupNames(VimReader reader)
    {
        var names = new Dictionary<string, string>();
        foreach (var _ in reader.Children())
        {
            string key = "", title = "";
            foreach (var name in reader.Children())
            {
                switch (name)
                {
                    case "groupInstanceKey":
                        key = reader.ReadString();
                        break;
                    case "deviceGroupName":
                        title = reader.ReadPooled();
                        break;
                }
            }

            names[key] = title;
        }

        return names;
    }
}

using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>VirtualMachine.config, also of a snapshot.</summary>
internal static class VmConfigProperties
{
    public static VimObject Config(TwinVm vm, TwinVmConfig config) => new VimObject("VirtualMachineConfigInfo")
        .Set("changeVersion", vm.ChangeVersion)
        .Set("modified", DateTimeOffset.UnixEpoch)
        .Set("name", config.Name)
        .Set("guestFullName", vm.Guest.FullName)
        .Set("version", config.HardwareVersion)
        .Set("uuid", config.Uuid)
        .Set("instanceUuid", config.InstanceUuid)
        .Set("template", config.IsTemplate)
        .Set("guestId", config.GuestId)
        .Set("alternateGuestName", string.Empty)
        .Set("annotation", config.Annotation)
        .Set("files", Files(vm))
        .Set("tools", new VimObject("ToolsConfigInfo").Set("toolsVersion", vm.Guest.HasTools ? 12389 : 0))
        .Set("flags", new VimObject("VirtualMachineFlagInfo").Set("enableLogging", true)
            .Set("vvtdEnabled", config.VirtualIommu).Set("vbsEnabled", config.VirtualizationBasedSecurity))
        .Set("defaultPowerOps", new VimObject("VirtualMachineDefaultPowerOpInfo").Set("powerOffType", "soft"))
        .Set("hardware", new VimObject("VirtualHardware").Set("numCPU", config.Cpus)
            .Set("numCoresPerSocket", config.CoresPerSocket).Set("memoryMB", config.MemoryMib)
            .Set("device", VimArray.OrNull(config.Devices)))
        .Set("cpuAllocation", PoolProperties.Allocation(config.Cpu))
        .Set("memoryAllocation", PoolProperties.Allocation(config.Memory))
        .Set("latencySensitivity", new VimObject("LatencySensitivity").Set("level", "normal"))
        .Set("memoryHotAddEnabled", config.MemoryHotAdd)
        .Set("cpuHotAddEnabled", config.CpuHotAdd)
        .Set("cpuHotRemoveEnabled", false)
        .Set("extraConfig", VimArray.OrNull(config.ExtraConfig.Select(pair =>
            new VimObject("OptionValue").Set("key", pair.Key).Set("value", pair.Value))))
        .Set("bootOptions", new VimObject("VirtualMachineBootOptions").Set("bootDelay", 0L)
            .Set("efiSecureBootEnabled", config.SecureBoot))
        .Set("ftInfo", config.FaultTolerance
            ? new VimObject("FaultTolerancePrimaryConfigInfo").Set("role", 1)
                .Set("instanceUuids", VimArray.Of([config.InstanceUuid])).Set("configPaths", VimArray.Of([vm.FilePath]))
                .Set("secondaries", VimArray.Of([vm.Ref]))
            : null)
        .Set("changeTrackingEnabled", config.ChangeTracking)
        .Set("firmware", config.Firmware)
        .Set("managedBy", config.ManagedBy is null ? null
            : new VimObject("ManagedByInfo").Set("extensionKey", config.ManagedBy).Set("type", "cluster-agent"))
        .Set("memoryReservationLockedToMax", config.MemoryReservationLocked)
        .Set("nestedHVEnabled", config.NestedHv)
        .Set("deviceGroups", config.DeviceGroups.IsEmpty ? null
            : new VimObject("VirtualMachineVirtualDeviceGroups").Set("deviceGroup", VimArray.Of(config.DeviceGroups)))
        .Set("fixedPassthruHotPlugEnabled", config.FixedPassthruHotPlug);

    private static VimObject Files(TwinVm vm)
    {
        var folder = vm.FilePath[..(vm.FilePath.LastIndexOf('/') + 1)];
        return new VimObject("VirtualMachineFileInfo").Set("vmPathName", vm.FilePath).Set("snapshotDirectory", folder)
            .Set("suspendDirectory", folder).Set("logDirectory", folder);
    }
}

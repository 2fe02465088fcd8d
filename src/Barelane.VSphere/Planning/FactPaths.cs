using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Which vim25 properties a field is read from, so that reading a few fields of one VM fetches no more than these.</summary>
public static class FactPaths
{
    private const string Vm = "VirtualMachine";
    private const string Host = "HostSystem";
    private const string Cluster = "ClusterComputeResource";

    private static readonly FactPath[] Devices = [new(Host, "hardware.pciDevice"), new(Host, "config.pciPassthruInfo")];
    private static readonly FactPath[] Graphics = [new(Host, "config.graphicsInfo"), new(Host, "config.graphicsConfig")];

    /// <summary>The properties; empty for a field that vSphere has not, or that only a query tells (the slices a host can place).</summary>
    public static IReadOnlyList<FactPath> Of(ObjectKind kind, Field field) => kind switch
    {
        ObjectKind.Vm => OfVm(field),
        ObjectKind.Host => OfHost(field),
        ObjectKind.Device => OfDevice(field),
        _ => [],
    };

    private static FactPath[] OfVm(Field field) => field.Prefix switch
    {
        "exists" => [new(Vm, "name")],
        "power" => [new(Vm, "runtime.powerState")],
        "host" => [new(Vm, "runtime.host")],
        "firmware" => [new(Vm, "config.firmware")],
        "hardware-version" => [new(Vm, "config.version")],
        "memory-mib" => [new(Vm, "config.hardware.memoryMB")],
        "cpus" => [new(Vm, "config.hardware.numCPU")],
        "guest-os" => [new(Vm, "config.guestId")],
        "memory-reservation-mib" => [new(Vm, "config.memoryAllocation")],
        "memory-reservation-locked" => [new(Vm, "config.memoryReservationLockedToMax")],
        "memory-hot-add" => [new(Vm, "config.memoryHotAddEnabled")],
        "nested-virtualization" => [new(Vm, "config.nestedHVEnabled")],
        "guest-iommu" => [new(Vm, "config.flags")],
        "option" or "mark" or "made" => [new(Vm, "config.extraConfig")],
        "attached" => [new(Vm, "config.hardware.device"), new(Vm, "runtime.host")],
        "restore-point" => [new(Vm, "snapshot")],
        "automation" or "host-rule" => [new(Vm, "runtime.host"), new(Host, "parent"), new(Cluster, "configurationEx")],
        _ => [],
    };

    private static FactPath[] OfHost(Field field) => field.Prefix switch
    {
        "maintenance" => [new(Host, "runtime.inMaintenanceMode")],
        "boot-time" => [new(Host, "runtime.bootTime")],
        "reboot-pending" => [new(Host, "summary.rebootRequired")],
        "connection" => [new(Host, "runtime.connectionState")],
        "free-memory-mib" => [new(Host, "hardware.memorySize"), new(Host, "vm"), new(Vm, "runtime.powerState"), new(Vm, "config.memoryAllocation")],
        "offers" => [new(Host, "config.sharedPassthruGpuTypes")],
        "default-graphics-type" => [new(Host, "config.graphicsConfig")],
        _ => [],
    };

    private static FactPath[] OfDevice(Field field) => field.Prefix switch
    {
        "passthrough" or "label" => Devices,
        "state" or "holders" => [.. Devices, .. Graphics, new(Host, "vm"), new(Vm, "config.hardware.device"), new(Vm, "runtime.host")],
        "graphics-type" => Graphics,
        _ => [],
    };
}

using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Inventory;

/// <summary>The scripts that only read.</summary>
internal static class ReadScripts
{
    public static readonly HostScript Machine = HostScript.Reads("read-machine");
    public static readonly HostScript Commands = HostScript.Reads("read-commands");
    public static readonly HostScript VmHost = HostScript.Reads("read-vmhost");
    public static readonly HostScript Settings = HostScript.Reads("read-settings");
    public static readonly HostScript Cluster = HostScript.Reads("read-cluster");
    public static readonly HostScript Resources = HostScript.Reads("read-resources", TimeSpan.FromMinutes(2));
    public static readonly HostScript Assignable = HostScript.Reads("read-assignable");
    public static readonly HostScript Partitionable = HostScript.Reads("read-partitionable");
    public static readonly HostScript Drivers = HostScript.Reads("read-drivers");
    public static readonly HostScript Uses = HostScript.Reads("read-uses");
    public static readonly HostScript RemoteFx = HostScript.Reads("read-remotefx");
    public static readonly HostScript Vms = HostScript.Reads("read-vms");
    public static readonly HostScript VmDevices = HostScript.Reads("read-vm-devices", TimeSpan.FromMinutes(2));
    public static readonly HostScript VmParts = HostScript.Reads("read-vm-parts", TimeSpan.FromMinutes(2));
    public static readonly HostScript MmioBases = HostScript.Reads("read-mmio-bases");
    public static readonly HostScript DriverPackage = HostScript.Reads("read-driver-package", TimeSpan.FromMinutes(15));
    public static readonly HostScript FileHashes = HostScript.Reads("read-file-hashes", TimeSpan.FromMinutes(15));
    public static readonly HostScript SmallFile = HostScript.Reads("read-file");
    public static readonly HostScript LightGuests = HostScript.Reads("read-light-guests", TimeSpan.FromMinutes(2));
    public static readonly HostScript BootOptions = HostScript.Reads("read-boot-options");
    public static readonly HostScript Shapes = HostScript.Reads("read-shapes");
    public static readonly HostScript State = HostScript.Reads("read-state");

    /// <summary>Properties of a hundred devices are asked one by one.</summary>
    public static readonly HostScript Devices = HostScript.Reads("read-devices", TimeSpan.FromMinutes(3));
}

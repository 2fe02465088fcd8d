using System.Globalization;
using System.Security;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>Writes answers of the property collector by hand, as a real server would.</summary>
internal static class Vim
{
    public const string HostUuid = "4c4c4544-0042-3510-8052-b6c04f4d4a32";

    /// <summary>One object of an answer.</summary>
    public static string Object(string type, string id, params string[] properties) => $"<objects><obj type=\"{type}\">{id}</obj>{string.Concat(properties)}</objects>";

    /// <summary>A property with its type and the inside of its value.</summary>
    public static string Property(string path, string type, string inside) => $"<propSet><name>{path}</name><val xsi:type=\"{type}\">{inside}</val></propSet>";

    public static string Text(string path, string value) => Property(path, "xsd:string", SecurityElement.Escape(value));

    public static string Flag(string path, bool value) => Property(path, "xsd:boolean", value ? "true" : "false");

    public static string Number(string path, long value) => Property(path, "xsd:long", value.ToString(CultureInfo.InvariantCulture));

    public static string Ref(string path, string type, string id) => $"<propSet><name>{path}</name><val xsi:type=\"ManagedObjectReference\" type=\"{type}\">{id}</val></propSet>";

    public static string Refs(string path, string type, params string[] ids) =>
        Property(path, "ArrayOfManagedObjectReference", string.Concat(ids.Select(i => $"<ManagedObjectReference type=\"{type}\">{i}</ManagedObjectReference>")));

    /// <summary>A property that the server withholds.</summary>
    public static string Missing(string path, string fault, string text = "denied") =>
        $"<missingSet><path>{path}</path><fault><fault xsi:type=\"{fault}\"></fault><localizedMessage>{text}</localizedMessage></fault></missingSet>";

    /// <summary>A PCI function in the wire's own encoding: signed shorts and bytes.</summary>
    public static string Pci(string id, int vendor, int device, int classId, string name, string parent = "", int bus = 0) =>
        $"<HostPciDevice><id>{id}</id><classId>{classId}</classId><bus>{bus}</bus><slot>0</slot><function>0</function><vendorId>{vendor}</vendorId><subVendorId>{vendor}</subVendorId>"
        + $"<vendorName>Vendor</vendorName><deviceId>{device}</deviceId><subDeviceId>-1</subDeviceId>{(parent.Length > 0 ? $"<parentBridge>{parent}</parentBridge>" : "")}<deviceName>{name}</deviceName></HostPciDevice>";

    public static string Pcis(params string[] functions) => Property("hardware.pciDevice", "ArrayOfHostPciDevice", string.Concat(functions));

    public static string Passthru(string id, bool enabled, bool capable, bool active, string? dependent = null, string? label = null, string type = "HostPciPassthruInfo") =>
        $"<HostPciPassthruInfo xsi:type=\"{type}\"><id>{id}</id><dependentDevice>{dependent ?? id}</dependentDevice><passthruEnabled>{Word(enabled)}</passthruEnabled><passthruCapable>{Word(capable)}</passthruCapable>"
        + $"<passthruActive>{Word(active)}</passthruActive>{(label is null ? "" : $"<hardwareLabel>{label}</hardwareLabel>")}"
        + (type == "HostSriovInfo" ? "<sriovEnabled>false</sriovEnabled><sriovCapable>true</sriovCapable><sriovActive>false</sriovActive><numVirtualFunctionRequested>0</numVirtualFunctionRequested><numVirtualFunction>0</numVirtualFunction><maxVirtualFunctionSupported>16</maxVirtualFunctionSupported>" : "")
        + "</HostPciPassthruInfo>";

    public static string Passthrus(params string[] functions) => Property("config.pciPassthruInfo", "ArrayOfHostPciPassthruInfo", string.Concat(functions));

    /// <summary>A connected host in the cluster domain-c7.</summary>
    public static string Host(string id, string uuid, params string[] more) => Object(
        "HostSystem",
        id,
        [
            Text("name", id + ".example"),
            Ref("parent", "ClusterComputeResource", "domain-c7"),
            Property("hardware.systemInfo", "HostSystemInfo", $"<vendor>Dell Inc.</vendor><model>PowerEdge R750</model><uuid>{uuid}</uuid>"),
            Number("hardware.memorySize", 256L << 30),
            Property("runtime.connectionState", "HostSystemConnectionState", "connected"),
            .. more,
        ]);

    /// <summary>A VM on a host in the folder group-v3.</summary>
    public static string Vm(string id, string name, string host, bool on, params string[] more) => Object(
        "VirtualMachine",
        id,
        [
            Text("name", name),
            Ref("parent", "Folder", "group-v3"),
            Ref("runtime.host", "HostSystem", host),
            Property("runtime.powerState", "VirtualMachinePowerState", on ? "poweredOn" : "poweredOff"),
            Text("config.instanceUuid", $"50000000-0000-4000-8000-{int.Parse(id[3..], CultureInfo.InvariantCulture):d12}"),
            Text("config.version", "vmx-19"),
            .. more,
        ]);

    public static string Hardware(params string[] devices) => Property("config.hardware.device", "ArrayOfVirtualDevice", string.Concat(devices));

    public static string Given(int key, string backing, string inside, string after = "") =>
        $"<VirtualDevice xsi:type=\"VirtualPCIPassthrough\"><key>{key}</key><backing xsi:type=\"{backing}\">{inside}</backing><controllerKey>100</controllerKey>{after}</VirtualDevice>";

    public static string Fixed(int key, string address, string deviceId, int vendorId, string systemId) =>
        Given(key, "VirtualPCIPassthroughDeviceBackingInfo", $"<deviceName></deviceName><id>{address}</id><deviceId>{deviceId}</deviceId><systemId>{systemId}</systemId><vendorId>{vendorId}</vendorId>");

    /// <summary>The folders that every site here has, and the cluster.</summary>
    public static string Frame(string configuration = "") =>
        Object("Folder", "group-d1", Text("name", "Datacenters"))
        + Object("Datacenter", "datacenter-2", Text("name", "DC0"), Ref("parent", "Folder", "group-d1"))
        + Object("Folder", "group-v3", Text("name", "vm"), Ref("parent", "Datacenter", "datacenter-2"))
        + Object("ClusterComputeResource", "domain-c7", Text("name", "gpu-cluster"), Ref("environmentBrowser", "EnvironmentBrowser", "envbrowser-7"), Property("configurationEx", "ClusterConfigInfoEx", configuration));

    private static string Word(bool value) => value ? "true" : "false";
}

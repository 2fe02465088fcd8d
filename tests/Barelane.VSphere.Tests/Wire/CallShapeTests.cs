using System.Text;
using System.Xml.Linq;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

/// <summary>The shape of requests: a real server refuses elements out of schema order, and vcsim does not notice.</summary>
public class CallShapeTests
{
    /// <summary>VirtualMachineConfigSpec of API 8.0.3, as pyVmomi's type information lists it.</summary>
    private const string ConfigSpecOrder =
        "changeVersion name version createDate uuid instanceUuid npivNodeWorldWideName npivPortWorldWideName npivWorldWideNameType npivDesiredNodeWwns npivDesiredPortWwns "
        + "npivTemporaryDisabled npivOnNonRdmDisks npivWorldWideNameOp locationId guestId alternateGuestName annotation files tools flags consolePreferences powerOpInfo rebootPowerOff "
        + "numCPUs vcpuConfig numCoresPerSocket memoryMB memoryHotAddEnabled cpuHotAddEnabled cpuHotRemoveEnabled virtualICH7MPresent virtualSMCPresent deviceChange cpuAllocation "
        + "memoryAllocation latencySensitivity cpuAffinity memoryAffinity networkShaper cpuFeatureMask extraConfig swapPlacement bootOptions vAppConfig ftInfo repConfig vAppConfigRemoved "
        + "vAssertsEnabled changeTrackingEnabled firmware maxMksConnections guestAutoLockEnabled managedBy memoryReservationLockedToMax nestedHVEnabled vPMCEnabled "
        + "scheduledHardwareUpgradeInfo vmProfile messageBusTunnelEnabled crypto migrateEncryption sgxInfo ftEncryptionMode guestMonitoringModeInfo sevEnabled virtualNuma motherboardLayout "
        + "pmemFailoverEnabled vmxStatsCollectionEnabled vmOpNotificationToAppEnabled vmOpNotificationTimeout deviceSwap simultaneousThreads pmem deviceGroups fixedPassthruHotPlugEnabled";

    private static readonly XNamespace Vim = "urn:vim25";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly ManagedObjectRef Vm = new("VirtualMachine", "vm-27");
    private static readonly ManagedObjectRef Host = new("HostSystem", "host-23");

    [Fact]
    public void A_configuration_has_its_elements_in_schema_order()
    {
        var spec = Request(VirtualMachineCalls.Reconfigure(Vm, Everything())).Element(Vim + "spec")!;
        var order = ConfigSpecOrder.Split(' ').ToList();

        var places = spec.Elements().Select(e => order.IndexOf(e.Name.LocalName)).ToList();

        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Equal(20, spec.Elements().Select(e => e.Name).Distinct().Count());
    }

    [Fact]
    public void A_fixed_backing_has_the_device_id_in_hex_and_the_vendor_id_signed()
    {
        var backing = Backing(new PciBacking.Fixed("0000:8a:00.0", 0x8001, 0x8086, "69c2ad94-7c22"));

        Assert.Equal("VirtualPCIPassthroughDeviceBackingInfo", backing.Attribute(Xsi + "type")!.Value);
        Assert.Equal(["deviceName=", "id=0000:8a:00.0", "deviceId=8001", "systemId=69c2ad94-7c22", "vendorId=-32634"], Pairs(backing));
    }

    [Fact]
    public void A_dynamic_backing_has_ids_without_sign()
    {
        var backing = Backing(new PciBacking.Dynamic([new AllowedPciDevice(0x8086, 0x8001)], "gpu-a100"));

        Assert.Equal(["vendorId=32902", "deviceId=32769"], Pairs(backing.Element(Vim + "allowedDevice")!));
        Assert.Equal(["deviceName", "allowedDevice", "customLabel"], backing.Elements().Select(e => e.Name.LocalName));
    }

    [Fact]
    public void An_extra_config_value_says_that_it_is_a_string()
    {
        var value = Request(VirtualMachineCalls.Reconfigure(Vm, Everything())).Descendants(Vim + "extraConfig").First().Element(Vim + "value")!;

        Assert.Equal("xsd:string", value.Attribute(Xsi + "type")!.Value);
        Assert.Equal("TRUE", value.Value);
    }

    [Fact]
    public void An_unset_optional_is_an_absent_element()
    {
        Assert.Equal(["_this", "timeout"], Names(Request(HostCalls.EnterMaintenanceMode(Host, TimeSpan.Zero))));
        Assert.Equal(["id", "passthruEnabled"], Names(Request(HostCalls.UpdatePassthruConfig(Host, [new PassthruConfig("0000:8a:00.0", true)])).Element(Vim + "config")!));
        Assert.Empty(Request(VirtualMachineCalls.Relocate(Vm, new RelocateSpec())).Element(Vim + "spec")!.Elements());
    }

    [Fact]
    public void Arguments_come_in_the_order_of_the_method()
    {
        Assert.Equal(["_this", "timeout", "evacuatePoweredOffVms", "maintenanceSpec"], Names(Request(HostCalls.EnterMaintenanceMode(Host, TimeSpan.FromMinutes(1), true, "noAction"))));
        Assert.Equal(["_this", "name", "description", "memory", "quiesce"], Names(Request(VirtualMachineCalls.CreateSnapshot(Vm, "before", "text", false, true))));
        Assert.Equal(["id", "passthruEnabled", "applyNow", "hardwareLabel"], Names(Request(HostCalls.UpdatePassthruConfig(Host, [new PassthruConfig("x", true) { ApplyNow = false, HardwareLabel = "gpu" }])).Element(Vim + "config")!));
        Assert.Equal(
            ["_this", "vm", "auth", "guestFilePath", "fileAttributes", "fileSize", "overwrite"],
            Names(Request(GuestCalls.WriteFile(Vm, Vm, new VimCredential("u", "p"), "/tmp/x", 3, true))));
    }

    [Fact]
    public void A_cluster_change_names_what_is_removed_by_a_typed_key()
    {
        var spec = Request(ClusterCalls.Reconfigure(new ManagedObjectRef("ClusterComputeResource", "c"), new ClusterConfigSpec
        {
            DrsOverrides = [new DrsOverrideChange(ArrayOperation.Remove, Vm)],
            Rules = [new VmHostRuleChange(ArrayOperation.Remove) { Key = 7 }],
            Groups = [new ClusterGroupChange(ArrayOperation.Remove, "g"), new ClusterGroupChange(ArrayOperation.Add, "h") { OfVms = true, Members = [Vm] }],
        })).Element(Vim + "spec")!;

        Assert.Equal(["drsVmConfigSpec", "rulesSpec", "groupSpec", "groupSpec"], Names(spec));
        Assert.Equal(["ManagedObjectReference", "xsd:int", "xsd:string"], spec.Descendants(Vim + "removeKey").Select(k => k.Attribute(Xsi + "type")!.Value));
        Assert.Equal("VirtualMachine", spec.Descendants(Vim + "removeKey").First().Attribute("type")!.Value);
        Assert.Equal("ClusterVmGroup", spec.Descendants(Vim + "info").Single().Attribute(Xsi + "type")!.Value);
    }

    private static VirtualMachineConfigSpec Everything() => new()
    {
        ChangeVersion = "2026-01-01T00:00:00Z",
        Name = "render-01",
        Version = "vmx-19",
        GuestId = "ubuntu64Guest",
        Annotation = "a < b",
        VmPathName = "[ds]",
        VvtdEnabled = false,
        CpuCount = 8,
        CoresPerSocket = 4,
        MemoryMiB = 65536,
        MemoryHotAddEnabled = false,
        CpuHotAddEnabled = false,
        DeviceChanges = [DeviceChange.Add(new PciPassthroughSpec(-100, new PciBacking.Vgpu("grid_a100-40c"))), DeviceChange.Remove(new ExistingDevice("VirtualPCIPassthrough", 13000))],
        MemoryReservationMiB = 65536,
        ExtraConfig = [new("pciPassthru.use64bitMMIO", "TRUE"), new("gone", "")],
        EfiSecureBootEnabled = true,
        Firmware = "efi",
        MemoryReservationLockedToMax = true,
        NestedHvEnabled = false,
        DeviceGroups = [new(1, "Nvidia:2@grid_a100-40c%NVLink")],
    };

    private static XElement Backing(PciBacking backing) =>
        Request(VirtualMachineCalls.Reconfigure(Vm, new VirtualMachineConfigSpec { DeviceChanges = [DeviceChange.Add(new PciPassthroughSpec(-1, backing))] })).Descendants(Vim + "backing").Single();

    private static List<string> Pairs(XElement element) => [.. element.Elements().Select(e => $"{e.Name.LocalName}={e.Value}")];

    private static List<string> Names(XElement element) => [.. element.Elements().Select(e => e.Name.LocalName)];

    private static XElement Request<T>(VimCall<T> call)
    {
        var body = XDocument.Parse(Encoding.UTF8.GetString(SoapEnvelope.Write(call).Span)).Root!.Elements().Single();
        var request = body.Elements().Single();
        Assert.Equal(Vim + call.Method, request.Name);
        return request;
    }
}

"""Writes vim25.schema: the part of the vSphere API that the twin speaks.

    python3 extract.py PYVMOMI_CHECKOUT > vim25.schema

Source: the type metadata of github.com/vmware/pyvmomi (Apache-2.0), the files pyVmomi/_typeinfo_*.py.
Only interface facts are taken: names, order of elements, optional or not, version of introduction, privileges.
Versions up to 6.5 are left out, since the twin speaks 6.5 and later. Types that a listed type refers to and that
are not listed themselves stay opaque: the twin neither writes nor reads them.
"""
import re
import sys

DATA = """
LocalizableMessage KeyAnyValue KeyValue
ServiceContent AboutInfo UserSession OptionValue Description ElementDescription SharesInfo ResourceAllocationInfo
TaskInfo TaskReason TaskReasonUser TaskReasonSystem
PropertyFilterSpec PropertySpec ObjectSpec SelectionSpec TraversalSpec RetrieveOptions RetrieveResult ObjectContent
DynamicProperty MissingProperty WaitOptions UpdateSet PropertyFilterUpdate ObjectUpdate PropertyChange MissingObject
HostHardwareInfo HostSystemInfo HostBIOSInfo HostCpuInfo HostCpuPackage HostPciDevice HostRuntimeInfo HostListSummary
HostHardwareSummary HostListSummaryQuickStats HostConfigSummary HostCapability HostConfigInfo HostPciPassthruInfo
HostSriovInfo HostPciPassthruConfig HostSriovConfig HostGraphicsInfo HostGraphicsConfig HostGraphicsConfigDeviceType
HostSharedGpuCapabilities HostConfigManager HostAssignableHardwareBinding HostAssignableHardwareConfig
HostAssignableHardwareConfigAttributeOverride HostMaintenanceSpec HostNetworkInfo PhysicalNic HostStorageDeviceInfo
HostHostBusAdapter HostBlockHba HostPcieHba HostHyperThreadScheduleInfo HostFlagInfo HostSystemResourceInfo
PhysicalNicSpec PhysicalNicLinkInfo HostServiceInfo HostSystemIdentificationInfo HostNumaInfo HostNumaNode HostCpuIdInfo
VirtualMachineConfigInfo VirtualMachineConfigSpec VirtualHardware VirtualDevice VirtualDeviceBackingInfo
VirtualDeviceDeviceBackingInfo VirtualDeviceFileBackingInfo VirtualDeviceRemoteDeviceBackingInfo
VirtualDeviceBusSlotInfo VirtualDevicePciBusSlotInfo VirtualDeviceConnectInfo VirtualDeviceConfigSpec
VirtualDeviceDeviceGroupInfo VirtualMachineVirtualDeviceGroups VirtualMachineVirtualDeviceGroupsDeviceGroup
VirtualMachineVirtualDeviceGroupsVendorDeviceGroup
VirtualController VirtualPCIController VirtualIDEController VirtualPS2Controller VirtualSIOController
VirtualSCSIController ParaVirtualSCSIController VirtualNVMEController VirtualKeyboard VirtualPointingDevice
VirtualPointingDeviceDeviceBackingInfo VirtualMachineVideoCard VirtualMachineVMCIDevice VirtualCdrom
VirtualCdromRemotePassthroughBackingInfo VirtualCdromAtapiBackingInfo VirtualCdromIsoBackingInfo VirtualDisk
VirtualDiskFlatVer2BackingInfo VirtualEthernetCard VirtualVmxnet VirtualVmxnet3 VirtualE1000 VirtualE1000e
VirtualEthernetCardNetworkBackingInfo VirtualSriovEthernetCard VirtualSriovEthernetCardSriovBackingInfo VirtualTPM
VirtualPCIPassthrough VirtualPCIPassthroughDeviceBackingInfo VirtualPCIPassthroughDynamicBackingInfo
VirtualPCIPassthroughAllowedDevice VirtualPCIPassthroughPluginBackingInfo VirtualPCIPassthroughVmiopBackingInfo
VirtualPCIPassthroughDvxBackingInfo VirtualUSBController VirtualUSBXHCIController VirtualSerialPort VirtualFloppy
VirtualMachineFlagInfo VirtualMachineBootOptions ToolsConfigInfo VirtualMachineFileInfo
VirtualMachineDefaultPowerOpInfo VirtualMachineRuntimeInfo GuestInfo VirtualMachineSummary
VirtualMachineConfigSummary VirtualMachineGuestSummary VirtualMachineQuickStats VirtualMachineStorageSummary
VirtualMachineSnapshotInfo VirtualMachineSnapshotTree FaultToleranceConfigInfo FaultTolerancePrimaryConfigInfo
FaultToleranceSecondaryConfigInfo VirtualMachineAffinityInfo VirtualMachineCapability
VirtualMachineConfigInfoDatastoreUrlPair LatencySensitivity VirtualMachineRelocateSpec VirtualMachineCloneSpec
ManagedByInfo VirtualMachineVirtualNuma VirtualMachineDeviceRuntimeInfo
VirtualMachineDeviceRuntimeInfoDeviceRuntimeState VirtualMachineConfigOption VirtualHardwareOption
VirtualDeviceOption VirtualControllerOption VirtualPCIControllerOption VirtualPCIPassthroughOption
VirtualDeviceBackingOption VirtualDeviceDeviceBackingOption VirtualPCIPassthroughDeviceBackingOption
VirtualPCIPassthroughDynamicBackingOption VirtualPCIPassthroughPluginBackingOption
VirtualPCIPassthroughVmiopBackingOption VirtualMachineConfigOptionDescriptor GuestOsDescriptor
EnvironmentBrowserConfigOptionQuerySpec VirtualMachineCapability IntOption LongOption BoolOption ChoiceOption StringOption
OptionType DatastoreOption ResourceConfigOption SharesOption
VirtualMachineGuestQuiesceSpec
ConfigTarget VirtualMachineTargetInfo VirtualMachinePciPassthroughInfo VirtualMachineSriovInfo
VirtualMachinePciSharedGpuPassthroughInfo VirtualMachineDynamicPassthroughInfo
VirtualMachineVendorDeviceGroupInfo VirtualMachineVendorDeviceGroupInfoComponentDeviceInfo
VirtualMachineVgpuDeviceInfo VirtualMachineVgpuProfileInfo VirtualMachineDvxClassInfo
VirtualMachineNetworkInfo VirtualMachineDatastoreInfo
ClusterConfigInfo ClusterConfigInfoEx ClusterConfigSpecEx VsanClusterConfigInfo ClusterDasConfigInfo ClusterDrsConfigInfo
ClusterDrsVmConfigInfo ClusterDrsVmConfigSpec ClusterDasVmConfigInfo ClusterDasVmConfigSpec ClusterDasVmSettings
ClusterRuleInfo ClusterRuleSpec ClusterVmHostRuleInfo ClusterAffinityRuleSpec ClusterAntiAffinityRuleSpec
ClusterGroupInfo ClusterGroupSpec ClusterVmGroup ClusterHostGroup ArrayUpdateSpec ComputeResourceConfigInfo
ComputeResourceConfigSpec ComputeResourceSummary ClusterComputeResourceSummary ClusterDasAdmissionControlPolicy
ClusterFailoverLevelAdmissionControlPolicy ClusterFailoverResourcesAdmissionControlPolicy
ClusterPowerOnVmResult ClusterAttemptedVmInfo ClusterNotAttemptedVmInfo
ResourceConfigSpec ResourcePoolSummary ResourcePoolRuntimeInfo ResourcePoolResourceUsage ResourcePoolQuickStats
DatastoreSummary DatastoreInfo DatastoreCapability DatastoreHostMount HostMountInfo VmfsDatastoreInfo NetworkSummary
GuestAuthentication NamePasswordAuthentication GuestProgramSpec GuestWindowsProgramSpec GuestProcessInfo
FileTransferInformation GuestFileAttributes GuestPosixFileAttributes GuestWindowsFileAttributes GuestFileInfo
GuestListFileInfo
EntityPrivilege PrivilegeAvailability CheckResult
VirtualMachineDisplayTopology Tag CustomFieldValue Permission AlarmState Event
""".split()

FAULTS = """
InvalidLogin InvalidLocale NotAuthenticated NoPermission SecurityError InvalidRequest InvalidType InvalidArgument
ManagedObjectNotFound MethodNotFound NotSupported NotImplemented RequestCanceled UnexpectedFault SystemError HostCommunication
HostNotReachable HostNotConnected VimFault InvalidProperty InvalidCollectorVersion InvalidState InvalidPowerState
TaskInProgress Timedout HostConfigFault HostConfigFailed VmConfigFault GenericVmConfigFault InvalidVmConfig
InvalidDeviceSpec InvalidDeviceOperation InvalidController DeviceUnsupportedForVmVersion DeviceNotSupported TooManyDevices
VirtualHardwareVersionNotSupported VirtualHardwareCompatibilityIssue ConcurrentAccess FileFault FileNotFound
FileAlreadyExists DuplicateName InvalidName InsufficientResourcesFault InsufficientHostCapacityFault
InsufficientMemoryResourcesFault InsufficientGraphicsResourcesFault InsufficientFailoverResourcesFault
InsufficientCpuResourcesFault InsufficientHostMemoryCapacityFault NoCompatibleHost SnapshotFault
MemorySnapshotOnIndependentDisk MigrationFault MigrationFeatureNotSupported ToolsUnavailable GuestOperationsFault
GuestOperationsUnavailable InvalidGuestLogin GuestPermissionDenied GuestProcessNotFound OperationNotSupportedByGuest
InvalidDatastore InvalidFolder AlreadyUpgraded NoDiskFound ResourceInUse RuleViolation
""".split()

METHODS = """
ServiceInstance.RetrieveServiceContent ServiceInstance.CurrentTime
SessionManager.Login SessionManager.Logout SessionManager.SessionIsActive
PropertyCollector.CreateFilter PropertyCollector.RetrieveProperties PropertyCollector.RetrievePropertiesEx
PropertyCollector.ContinueRetrievePropertiesEx PropertyCollector.CancelRetrievePropertiesEx
PropertyCollector.WaitForUpdates PropertyCollector.WaitForUpdatesEx PropertyCollector.CheckForUpdates
PropertyCollector.CancelWaitForUpdates PropertyCollector.CreatePropertyCollector PropertyCollector.DestroyPropertyCollector
PropertyFilter.DestroyPropertyFilter
ViewManager.CreateContainerView ViewManager.CreateListView View.DestroyView
Folder.CreateVM_Task ManagedEntity.Destroy_Task ManagedEntity.Rename_Task
Datacenter.PowerOnMultiVM_Task ComputeResource.ReconfigureComputeResource_Task
HostSystem.EnterMaintenanceMode_Task HostSystem.ExitMaintenanceMode_Task HostSystem.RebootHost_Task
HostPciPassthruSystem.Refresh HostPciPassthruSystem.UpdatePassthruConfig
HostGraphicsManager.RefreshGraphicsManager HostGraphicsManager.IsSharedGraphicsActive
HostGraphicsManager.UpdateGraphicsConfig HostGraphicsManager.RetrieveVgpuDeviceInfo
HostGraphicsManager.RetrieveVgpuProfileInfo
HostAssignableHardwareManager.RetrieveDynamicPassthroughInfo
HostAssignableHardwareManager.UpdateAssignableHardwareConfig
EnvironmentBrowser.QueryConfigTarget EnvironmentBrowser.QueryConfigOption EnvironmentBrowser.QueryConfigOptionEx
EnvironmentBrowser.QueryConfigOptionDescriptor
VirtualMachine.ReconfigVM_Task VirtualMachine.PowerOnVM_Task VirtualMachine.PowerOffVM_Task
VirtualMachine.ShutdownGuest VirtualMachine.CloneVM_Task VirtualMachine.RelocateVM_Task
VirtualMachine.CreateSnapshot_Task VirtualMachine.UpgradeVM_Task VirtualMachine.UnregisterVM
VirtualMachineSnapshot.RemoveSnapshot_Task VirtualMachineSnapshot.RevertToSnapshot_Task Task.CancelTask
AuthorizationManager.HasPrivilegeOnEntities AuthorizationManager.HasPrivilegeOnEntity
GuestAuthManager.ValidateCredentialsInGuest GuestProcessManager.StartProgramInGuest
GuestProcessManager.ListProcessesInGuest GuestProcessManager.ReadEnvironmentVariableInGuest
GuestFileManager.InitiateFileTransferFromGuest GuestFileManager.InitiateFileTransferToGuest
GuestFileManager.CreateTemporaryFileInGuest GuestFileManager.DeleteFileInGuest GuestFileManager.ListFilesInGuest
SearchIndex.FindByUuid SearchIndex.FindByInventoryPath
DiagnosticManager.QueryDescriptions DiagnosticManager.BrowseDiagnosticLog
VirtualMachineCompatibilityChecker.CheckVmConfig_Task VirtualMachineCompatibilityChecker.CheckPowerOn_Task
""".split()

MANAGED = sorted(set("""
ExtensibleManagedObject ManagedEntity View ManagedObjectView ContainerView ListView ServiceInstance SessionManager
PropertyCollector PropertyFilter ViewManager Folder Datacenter ComputeResource ClusterComputeResource HostSystem
HostPciPassthruSystem HostGraphicsManager HostAssignableHardwareManager ResourcePool VirtualMachine
VirtualMachineSnapshot Datastore Network EnvironmentBrowser Task TaskManager AuthorizationManager
GuestOperationsManager GuestAuthManager GuestProcessManager GuestFileManager SearchIndex
VirtualMachineCompatibilityChecker
""".split()))


def load(root):
    found = {"data": {}, "managed": {}, "enum": {}}
    versions = {}
    env = {
        "F_OPTIONAL": 1, "F_LINK": 2, "F_LINKABLE": 4, "F_SECRET": 8, "AddBreakingChangesInfo": lambda *a: None,
        "AddVersionParent": lambda *a: None,
        "AddVersion": lambda name, ns, number, *a: versions.__setitem__(name, number),
        "CreateDataType": lambda dotted, wire, base, since, fields=None: found["data"].__setitem__(
            dotted, (wire, base, since, fields or [])),
        "CreateManagedType": lambda dotted, wire, base, since, props=None, methods=None: found["managed"].__setitem__(
            dotted, (wire, base, since, props or [], methods or [])),
        "CreateEnumType": lambda dotted, wire, since, values: found["enum"].__setitem__(dotted, (wire, since, values)),
    }
    for part in ("core", "query", "vim"):
        text = open(f"{root}/pyVmomi/_typeinfo_{part}.py", encoding="utf-8").read()
        text = re.sub(r"^(from|import|\w+Versions\.).*$", "", text, flags=re.M)
        exec(compile(text, part, "exec"), env)
    return found, versions


# The roots, which pyVmomi defines in code and not in its metadata.
ROOTS = """
type DynamicData : -
type LocalizedMethodFault : DynamicData
  fault MethodFault
  localizedMessage string?
type MethodFault : DynamicData
  faultCause LocalizedMethodFault?
  faultMessage LocalizableMessage[]?
type RuntimeFault : MethodFault
managed ManagedObject : -
""".strip()

# Later than the metadata: API 9.0, in the place that vim-types.xsd 9.1 gives them.
LATER = {("HostPciDevice", "slot"): ["  physicalSlot int? @9.0", "  slotDescription string? @9.0"]}

PRIMITIVES = {"vmodl.DataObject": "-", "vmodl.DateTime": "dateTime", "vmodl.URI": "anyURI", "vmodl.Binary": "base64Binary",
              "vmodl.TypeName": "typeName", "vmodl.MethodName": "methodName", "vmodl.PropertyPath": "propertyPath",
              "anyType": "anyType"}


def main():
    found, versions = load(sys.argv[1])

    def wire(dotted):
        array = dotted.endswith("[]")
        name = dotted[:-2] if array else dotted
        for kind in ("data", "enum"):
            if name in found[kind]:
                return found[kind][name][0] + ("[]" if array else "")
        if name in found["managed"]:
            return "&" + found["managed"][name][0] + ("[]" if array else "")
        if name == "vmodl.ManagedObject":
            return "&ManagedObject" + ("[]" if array else "")
        return PRIMITIVES.get(name, name).removeprefix("vmodl.") + ("[]" if array else "")

    def since(version):
        number = versions.get(version, "")
        if not re.match(r"^[6-9]\.", number) or tuple(map(int, number.split(".")))[:2] <= (6, 5):
            return ""
        return " @" + number

    def field(entry):
        name, kind, version, flags = entry[:4]
        shape = re.sub(r"^MethodFault\b", "LocalizedMethodFault", wire(kind))  # a fault travels with its message
        return f"  {name} {shape}" + ("?" if flags & 1 else "") + since(version)

    by_wire = {kind: {entry[0]: entry for entry in table.values()} for kind, table in found.items()}
    print("# vim25, the part that the twin speaks. Made by extract.py from github.com/vmware/pyvmomi type metadata")
    print("# (Apache-2.0). Elements stand in wire order. '?' = optional, '&' = reference, '@' = since that API version.")
    print(ROOTS)
    enums = set()
    for name in sorted(set(DATA)) + sorted(set(FAULTS)):
        if name not in by_wire["data"]:
            sys.stderr.write(f"no data type {name}\n")
            continue
        _, base, version, fields = by_wire["data"][name]
        print(f"type {name} : {wire(base)}{since(version)}")
        for entry in fields:
            print(field(entry))
            enums.add(wire(entry[1]).removesuffix("[]"))
            for line in LATER.get((name, entry[0]), []):
                print(line)
    for name in MANAGED:
        if name not in by_wire["managed"]:
            sys.stderr.write(f"no managed type {name}\n")
            continue
        _, base, version, props, methods = by_wire["managed"][name]
        print(f"managed {name} : {wire(base).removeprefix('&')}{since(version)}")
        for entry in props:
            print(field(entry))
            enums.add(wire(entry[1]).removesuffix("[]"))
        wanted = {m.split(".")[1] for m in METHODS if m.split(".")[0] == name}
        for method in methods:
            if method[1] not in wanted:
                continue
            wanted.discard(method[1])
            result = wire(method[4][1])
            print(f"method {method[1]} {result} {method[5] or '-'}{since(method[2])}")
            for entry in method[3]:
                print(field(entry))
                enums.add(wire(entry[1]).removesuffix("[]"))
        for left in wanted:
            sys.stderr.write(f"no method {name}.{left}\n")
    for name in sorted(enums & set(by_wire["enum"])):
        print(f"enum {name} " + " ".join(by_wire["enum"][name][2]))


main()

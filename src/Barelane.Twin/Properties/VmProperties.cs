using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>VirtualMachine.</summary>
internal static class VmProperties
{
    public static object? Read(TwinVm vm, string property) => property switch
    {
        "config" => VmConfigProperties.Config(vm, vm.Config),
        "runtime" => Runtime(vm),
        "guest" => Guest(vm),
        "summary" => Summary(vm),
        "environmentBrowser" => vm.Host.Compute.Browser.Ref,
        "resourcePool" => vm.Pool.Ref,
        "resourceConfig" => new VimObject("ResourceConfigSpec").Set("entity", vm.Ref)
            .Set("cpuAllocation", PoolProperties.Allocation(vm.Config.Cpu))
            .Set("memoryAllocation", PoolProperties.Allocation(vm.Config.Memory)),
        "datastore" => VimArray.Of([vm.Datastore.Ref]),
        "network" => VimArray.Of(vm.Host.Compute.Datacenter.Networks.Where(vm.IsOn).Select(n => n.Ref)),
        "snapshot" => Snapshots(vm),
        "rootSnapshot" => VimArray.Of(vm.Snapshots.Where(s => s.Before is null).Select(s => s.Ref)),
        "guestHeartbeatStatus" => vm.ToolsRunning ? "green" : "gray",
        _ => EntityProperties.Read(vm, property),
    };

    private static VimObject Runtime(TwinVm vm) => new VimObject("VirtualMachineRuntimeInfo")
        .Set("host", vm.Host.Ref)
        .Set("connectionState", vm.Host.ConnectionState == "connected" ? "connected" : "disconnected")
        .Set("powerState", vm.PowerState)
        .Set("faultToleranceState", vm.Config.FaultTolerance ? "running" : "notConfigured")
        .Set("toolsInstallerMounted", false)
        .Set("bootTime", vm.IsPoweredOn ? vm.BootTime : null)
        .Set("maxCpuUsage", vm.Config.Cpus * vm.Host.Facts.CpuMhz)
        .Set("maxMemoryUsage", vm.Config.MemoryMib)
        .Set("numMksConnections", 0)
        .Set("recordReplayState", "inactive")
        .Set("onlineStandby", false)
        .Set("consolidationNeeded", false)
        .Set("iommuActive", vm.IsPoweredOn ? vm.Config.VirtualIommu : null);

    private static VimObject Guest(TwinVm vm) => new VimObject("GuestInfo")
        .Set("toolsStatus", ToolsStatus(vm))
        .Set("toolsVersionStatus", vm.Guest.HasTools ? "guestToolsUnmanaged" : "guestToolsNotInstalled")
        .Set("toolsVersionStatus2", vm.Guest.HasTools ? "guestToolsUnmanaged" : "guestToolsNotInstalled")
        .Set("toolsRunningStatus", vm.ToolsRunning ? "guestToolsRunning" : "guestToolsNotRunning")
        .Set("toolsVersion", vm.Guest.HasTools ? "12389" : "0")
        .Set("guestId", vm.ToolsRunning ? vm.Guest.Id : null)
        .Set("guestFamily", vm.ToolsRunning ? Family(vm) : null)
        .Set("guestFullName", vm.ToolsRunning ? vm.Guest.FullName : null)
        .Set("hostName", vm.ToolsRunning ? vm.Name : null)
        .Set("ipAddress", vm.ToolsRunning ? vm.Guest.IpAddress : null)
        .Set("guestState", vm.ToolsRunning ? "running" : "notRunning")
        .Set("guestOperationsReady", vm.ToolsRunning)
        .Set("interactiveGuestOperationsReady", false)
        .Set("guestStateChangeSupported", vm.ToolsRunning);

    private static VimObject Summary(TwinVm vm) => new VimObject("VirtualMachineSummary")
        .Set("vm", vm.Ref)
        .Set("runtime", Runtime(vm))
        .Set("guest", new VimObject("VirtualMachineGuestSummary").Set("toolsStatus", ToolsStatus(vm))
            .Set("toolsRunningStatus", vm.ToolsRunning ? "guestToolsRunning" : "guestToolsNotRunning")
            .Set("hostName", vm.ToolsRunning ? vm.Name : null))
        .Set("config", new VimObject("VirtualMachineConfigSummary").Set("name", vm.Name).Set("template", vm.Config.IsTemplate)
            .Set("vmPathName", vm.FilePath).Set("memorySizeMB", vm.Config.MemoryMib)
            .Set("memoryReservation", (int)vm.Config.Memory.Reservation).Set("numCpu", vm.Config.Cpus)
            .Set("uuid", vm.Config.Uuid).Set("instanceUuid", vm.Config.InstanceUuid).Set("guestId", vm.Config.GuestId)
            .Set("guestFullName", vm.Guest.FullName)
            .Set("tpmPresent", vm.Config.Devices.Any(d => d.Type == "VirtualTPM"))
            .Set("numVmiopBackings", vm.Config.Passthrough.OfType<VgpuDevice>().Count())
            .Set("hwVersion", vm.Config.HardwareVersion))
        .Set("quickStats", new VimObject("VirtualMachineQuickStats")
            .Set("guestHeartbeatStatus", vm.ToolsRunning ? "green" : "gray"))
        .Set("overallStatus", "green");

    private static VimObject? Snapshots(TwinVm vm) => vm.Snapshots.Count == 0 ? null
        : new VimObject("VirtualMachineSnapshotInfo")
            .Set("currentSnapshot", vm.CurrentSnapshot?.Ref)
            .Set("rootSnapshotList", VimArray.Of(vm.Snapshots.Where(s => s.Before is null).Select(s => Tree(vm, s))));

    private static VimObject Tree(TwinVm vm, TwinSnapshot snapshot) => new VimObject("VirtualMachineSnapshotTree")
        .Set("snapshot", snapshot.Ref)
        .Set("vm", vm.Ref)
        .Set("name", snapshot.Name)
        .Set("description", snapshot.Description)
        .Set("id", vm.Snapshots.IndexOf(snapshot) + 1)
        .Set("createTime", snapshot.Created)
        .Set("state", snapshot.WithMemory ? "poweredOn" : "poweredOff")
        .Set("quiesced", false)
        .Set("childSnapshotList", VimArray.OrNull(vm.Snapshots.Where(s => s.Before == snapshot).Select(s => Tree(vm, s))))
        .Set("replaySupported", false);

    private static string ToolsStatus(TwinVm vm) =>
        !vm.Guest.HasTools ? "toolsNotInstalled" : vm.ToolsRunning ? "toolsOk" : "toolsNotRunning";

    private static string Family(TwinVm vm) =>
        vm.Guest.Id.StartsWith("win", StringComparison.OrdinalIgnoreCase) ? "windowsGuest" : "linuxGuest";
}

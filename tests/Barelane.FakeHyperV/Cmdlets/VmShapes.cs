using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>What VMs look like to a script: property names and types from the module's generated stubs (HyperVDsc, Hyper-V.stubs.psm1, class VirtualMachine), in their order.</summary>
internal static class VmShapes
{
    public static PsObject Of(FakeHost host, FakeVm vm)
    {
        var shape = new PsObject("Microsoft.HyperV.PowerShell.VirtualMachine", $"VirtualMachine (Name = '{vm.Name}') [Id = '{vm.Id}']")
            .With("ConfigurationLocation", $@"D:\VMs\{vm.Id}")
            .With("AutomaticStartAction", Enums.StartAction.Of(vm.StartAction))
            .With("AutomaticStopAction", Enums.StopAction.Of(vm.StopAction));
        if (host.Edition.Module >= 2019)
        {
            shape["AutomaticCheckpointsEnabled"] = vm.AutomaticCheckpoints;
        }

        return shape
            .With("MemoryAssigned", vm.State == Enums.Running ? (long)vm.MemoryStartup : 0L)
            .With("Heartbeat", vm.State == Enums.Running ? Enums.Heartbeat.Of(vm.GuestAnswers ? "OkApplicationsHealthy" : "NoContact") : null)
            .With("Uptime", vm.State == Enums.Running && vm.Started is { } started ? (host.Time.GetUtcNow().UtcDateTime - started).ToString("c") : "00:00:00")
            .With("Status", vm.State == Enums.Running ? "Operating normally" : "Operating normally")
            .With("ReplicationMode", new PsEnumType("Microsoft.HyperV.PowerShell.VMReplicationMode", ("None", 0), ("Primary", 1), ("Replica", 2)).Of(0))
            .With("ReplicationState", new PsEnumType("Microsoft.HyperV.PowerShell.VMReplicationState", ("Disabled", 0), ("Replicating", 4)).Of(0))
            .With("CheckpointType", Enums.CheckpointType.Of(vm.CheckpointType))
            .With("Version", vm.Version)
            .With("Notes", vm.Notes)
            .With("State", Enums.State.Of(vm.State))
            .With("HardDrives", new object?[] { Disk(vm) })
            .With("RemoteFxAdapter", vm.HasRemoteFx ? RemoteFx(vm) : null)
            .With("DynamicMemoryEnabled", vm.DynamicMemory)
            .With("MemoryMaximum", (long)vm.MemoryMaximum)
            .With("MemoryMinimum", (long)vm.MemoryMinimum)
            .With("MemoryStartup", (long)vm.MemoryStartup)
            .With("ProcessorCount", vm.Processors)
            .With("Generation", vm.Generation)
            .With("IsClustered", vm.IsClustered)
            .With("Path", $@"D:\VMs\{vm.Id}")
            .With("GuestControlledCacheTypes", vm.GuestControlledCacheTypes)
            .With("LowMemoryMappedIoSpace", vm.LowMmio)
            .With("HighMemoryMappedIoSpace", vm.HighMmio)
            .With("CreationTime", host.Booted.UtcDateTime)
            .With("Id", vm.Id)
            .With("Name", vm.Name)
            .With("ComputerName", host.Name)
            .With("IsDeleted", false);
    }

    public static PsObject Disk(FakeVm vm) => new PsObject("Microsoft.HyperV.PowerShell.HardDiskDrive").With("Path", vm.DiskPath).With("VMName", vm.Name).With("VMId", vm.Id).With("ControllerType", new PsEnumType("Microsoft.HyperV.PowerShell.ControllerType", ("IDE", 0), ("SCSI", 1)).Of(1));

    public static PsObject RemoteFx(FakeVm vm) => new PsObject("Microsoft.HyperV.PowerShell.VMRemoteFx3DVideoAdapter")
        .With("MaximumScreenResolution", "1920x1200").With("MaximumMonitors", (byte)1).With("VRAMSizeBytes", 1073741824UL).With("Name", "RemoteFX 3D Video Adapter").With("VMId", vm.Id).With("VMName", vm.Name);

    public static PsObject Assigned(FakeHost host, FakeVm vm, AssignedDevice device) => new PsObject("Microsoft.HyperV.PowerShell.VMAssignedDevice")
        .With("InstanceID", device.InstanceId).With("LocationPath", device.LocationPath).With("ResourcePoolName", device.Pool).With("VirtualFunction", (ushort)0)
        .With("Name", "PCI Express Port").With("Id", $@"Microsoft:{vm.Id}\{device.Id}").With("VMId", vm.Id).With("VMName", vm.Name)
        .With("VMSnapshotId", Guid.Empty).With("VMSnapshotName", "").With("ComputerName", host.Name).With("IsDeleted", false);

    public static PsObject Partition(FakeHost host, FakeVm vm, GpuPartition partition)
    {
        var shape = new PsObject("Microsoft.HyperV.PowerShell.VMGpuPartitionAdapter");
        if (host.Edition.Module >= 2022)
        {
            shape["InstancePath"] = partition.InstancePath.Length == 0 ? null : partition.InstancePath;
        }

        foreach (var kind in (string[])["VRAM", "Encode", "Decode", "Compute"])
        {
            foreach (var bound in (string[])["Min", "Max", "Optimal"])
            {
                shape[$"{bound}Partition{kind}"] = partition.Limits.TryGetValue($"{bound}Partition{kind}", out var limit) ? limit : null;
            }
        }

        return shape.With("Name", "GPU Partition Settings").With("Id", $@"Microsoft:{vm.Id}\{partition.Id}").With("VMId", vm.Id).With("VMName", vm.Name)
            .With("VMSnapshotId", Guid.Empty).With("VMSnapshotName", "").With("ComputerName", host.Name).With("IsDeleted", false);
    }
}

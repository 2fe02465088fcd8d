using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>The scripts that change something, one cmdlet each.</summary>
internal static class ChangeScripts
{
    public static readonly HostScript DisableDevice = HostScript.Changes("disable-device");
    public static readonly HostScript EnableDevice = HostScript.Changes("enable-device");
    public static readonly HostScript DismountDevice = HostScript.Changes("dismount-device");
    public static readonly HostScript MountDevice = HostScript.Changes("mount-device");
    public static readonly HostScript NoteMemory = HostScript.Changes("note-memory");
    public static readonly HostScript ForgetMemory = HostScript.Changes("forget-memory");
    public static readonly HostScript PoolDevice = HostScript.Changes("pool-device");
    public static readonly HostScript MakePool = HostScript.Changes("make-pool");
    public static readonly HostScript RemovePool = HostScript.Changes("remove-pool");
    public static readonly HostScript UnpoolDevice = HostScript.Changes("unpool-device");
    public static readonly HostScript AssignDevice = HostScript.Changes("assign-device");
    public static readonly HostScript UnassignDevice = HostScript.Changes("unassign-device");
    public static readonly HostScript AssignPooled = HostScript.Changes("assign-pooled");
    public static readonly HostScript UnassignPooled = HostScript.Changes("unassign-pooled");
    public static readonly HostScript SetStopAction = HostScript.Changes("set-stop-action");
    public static readonly HostScript SetCacheTypes = HostScript.Changes("set-cache-types");
    public static readonly HostScript SetMmio = HostScript.Changes("set-mmio");
    public static readonly HostScript SetMmioBase = HostScript.Changes("set-mmio-base");
    public static readonly HostScript SetCheckpoints = HostScript.Changes("set-checkpoints");
    public static readonly HostScript SetAutomaticCheckpoints = HostScript.Changes("set-automatic-checkpoints");
    public static readonly HostScript SetDynamicMemory = HostScript.Changes("set-dynamic-memory");
    public static readonly HostScript SetNested = HostScript.Changes("set-nested");
    public static readonly HostScript SetNotes = HostScript.Changes("set-notes");
    public static readonly HostScript SetOfflineAction = HostScript.Changes("set-offline-action");
    public static readonly HostScript StartVm = HostScript.Changes("start-vm", TimeSpan.FromMinutes(15));
    public static readonly HostScript StopVm = HostScript.Changes("stop-vm", TimeSpan.FromMinutes(30));
    public static readonly HostScript TurnOffVm = HostScript.Changes("turn-off-vm");
    public static readonly HostScript CheckpointVm = HostScript.Changes("checkpoint-vm", TimeSpan.FromMinutes(30));
    public static readonly HostScript RemoveCheckpoint = HostScript.Changes("remove-checkpoint", TimeSpan.FromMinutes(30));
    public static readonly HostScript SetPartitionCount = HostScript.Changes("set-partition-count");
    public static readonly HostScript AddPartition = HostScript.Changes("add-partition");
    public static readonly HostScript RemovePartition = HostScript.Changes("remove-partition");
    public static readonly HostScript SetPolicy = HostScript.Changes("set-policy");
    public static readonly HostScript SetMaintenance = HostScript.Changes("set-maintenance");
    public static readonly HostScript MountGuestDisk = HostScript.Changes("mount-guest-disk");
    public static readonly HostScript DismountGuestDisk = HostScript.Changes("dismount-guest-disk");
    public static readonly HostScript CopyFiles = HostScript.Changes("copy-files", TimeSpan.FromMinutes(30));
    public static readonly HostScript RemoveFiles = HostScript.Changes("remove-files", TimeSpan.FromMinutes(15));
    public static readonly HostScript WriteFile = HostScript.Changes("write-file");
    public static readonly HostScript NoteGuest = HostScript.Changes("note-guest");
    public static readonly HostScript RemoveRemoteFx = HostScript.Changes("remove-remotefx");
    public static readonly HostScript DisableRemoteFx = HostScript.Changes("disable-remotefx");
}

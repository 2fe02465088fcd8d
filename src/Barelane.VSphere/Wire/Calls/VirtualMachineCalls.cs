namespace Barelane.VSphere.Wire;

/// <summary>Calls that change a VM.</summary>
internal static class VirtualMachineCalls
{
    /// <summary>All changes of the spec or none. With changeVersion, ConcurrentAccess when somebody else has changed the VM since.</summary>
    public static VimCall<ManagedObjectRef> Reconfigure(ManagedObjectRef vm, VirtualMachineConfigSpec spec) =>
        VimCall.Start("ReconfigVM_Task", vm, writer => spec.Write(writer, "spec"));

    public static VimCall<ManagedObjectRef> PowerOn(ManagedObjectRef vm, ManagedObjectRef? host = null) =>
        VimCall.Start("PowerOnVM_Task", vm, writer => writer.Write("host", host));

    /// <summary>Power-on with placement by DRS. The task succeeds also when a VM was not attempted: its result tells.</summary>
    public static VimCall<ManagedObjectRef> PowerOnMany(ManagedObjectRef datacenter, IReadOnlyList<ManagedObjectRef> vms) =>
        VimCall.Start("PowerOnMultiVM_Task", datacenter, writer => writer.WriteAll("vm", vms));

    /// <summary>Hard off, as if the plug were pulled.</summary>
    public static VimCall<ManagedObjectRef> PowerOff(ManagedObjectRef vm) => VimCall.Start("PowerOffVM_Task", vm, null);

    /// <summary>Asks the guest to shut down and does not wait for it.</summary>
    public static VimCall<bool> ShutdownGuest(ManagedObjectRef vm) => VimCall.Do("ShutdownGuest", vm, changes: true, null);

    public static VimCall<ManagedObjectRef> Relocate(ManagedObjectRef vm, RelocateSpec spec) =>
        VimCall.Start("RelocateVM_Task", vm, writer => spec.Write(writer, "spec"));

    public static VimCall<ManagedObjectRef> CreateSnapshot(ManagedObjectRef vm, string name, string? description, bool memory, bool quiesce) =>
        VimCall.Start("CreateSnapshot_Task", vm, writer =>
        {
            writer.Write("name", name);
            writer.Write("description", description);
            writer.Write("memory", memory);
            writer.Write("quiesce", quiesce);
        });

    public static VimCall<ManagedObjectRef> RemoveSnapshot(ManagedObjectRef snapshot, bool removeChildren, bool? consolidate = null) =>
        VimCall.Start("RemoveSnapshot_Task", snapshot, writer =>
        {
            writer.Write("removeChildren", removeChildren);
            writer.Write("consolidate", consolidate);
        });

    public static VimCall<ManagedObjectRef> RevertToSnapshot(ManagedObjectRef snapshot, bool suppressPowerOn) =>
        VimCall.Start("RevertToSnapshot_Task", snapshot, writer => writer.Write("suppressPowerOn", suppressPowerOn));

    public static VimCall<ManagedObjectRef> Clone(ManagedObjectRef source, ManagedObjectRef folder, string name, CloneSpec spec) =>
        VimCall.Start("CloneVM_Task", source, writer =>
        {
            writer.Write("folder", folder);
            writer.Write("name", name);
            spec.Write(writer, "spec");
        });

    public static VimCall<ManagedObjectRef> Create(ManagedObjectRef folder, VirtualMachineConfigSpec config, ManagedObjectRef pool, ManagedObjectRef? host) =>
        VimCall.Start("CreateVM_Task", folder, writer =>
        {
            config.Write(writer, "config");
            writer.Write("pool", pool);
            writer.Write("host", host);
        });

    /// <summary>Deletes the VM and its disks.</summary>
    public static VimCall<ManagedObjectRef> Destroy(ManagedObjectRef vm) => VimCall.Start("Destroy_Task", vm, null);

    /// <summary>Upgrades the virtual hardware ('vmx-19'; null is the newest that the host knows). Can't be taken back without a snapshot.</summary>
    public static VimCall<ManagedObjectRef> UpgradeHardware(ManagedObjectRef vm, string? version) =>
        VimCall.Start("UpgradeVM_Task", vm, writer => writer.Write("version", version));
}

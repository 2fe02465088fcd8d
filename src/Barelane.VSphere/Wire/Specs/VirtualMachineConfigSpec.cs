namespace Barelane.VSphere.Wire;

/// <summary>
/// The part of VirtualMachineConfigSpec that Barelane owns. What is null stays as it is. Elements are written in schema order (pyVmomi's type
/// information of API 8.0.3).
/// </summary>
internal sealed record VirtualMachineConfigSpec
{
    /// <summary>The config.changeVersion that the change is based on: the server's compare-and-swap.</summary>
    public string? ChangeVersion { get; init; }

    public string? Name { get; init; }

    /// <summary>The hardware version of a VM to be created, 'vmx-19'.</summary>
    public string? Version { get; init; }

    /// <summary>By what the VM is known for good; set where Barelane makes it, otherwise the server's own choice.</summary>
    public string? InstanceUuid { get; init; }

    public string? GuestId { get; init; }

    public string? Annotation { get; init; }

    /// <summary>'[datastore] folder/name.vmx', or only '[datastore]' for a VM to be created.</summary>
    public string? VmPathName { get; init; }

    /// <summary>Whether the guest gets an IOMMU (6.7 and later).</summary>
    public bool? VvtdEnabled { get; init; }

    /// <summary>Virtualization-based security of Windows (6.7 and later).</summary>
    public bool? VbsEnabled { get; init; }

    public int? CpuCount { get; init; }

    public int? CoresPerSocket { get; init; }

    public long? MemoryMiB { get; init; }

    public bool? MemoryHotAddEnabled { get; init; }

    public bool? CpuHotAddEnabled { get; init; }

    public IReadOnlyList<DeviceChange> DeviceChanges { get; init; } = [];

    /// <summary>The memory reservation in MiB.</summary>
    public long? MemoryReservationMiB { get; init; }

    /// <summary>An empty value takes a key away.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraConfig { get; init; } = [];

    public bool? EfiSecureBootEnabled { get; init; }

    /// <summary>'bios' or 'efi'.</summary>
    public string? Firmware { get; init; }

    public bool? MemoryReservationLockedToMax { get; init; }

    public bool? NestedHvEnabled { get; init; }

    /// <summary>Vendor device groups (8.0 and later): instance key and name, such as 'Nvidia:2@grid_a100-40c%NVLink'.</summary>
    public IReadOnlyList<KeyValuePair<int, string>> DeviceGroups { get; init; } = [];

    public void Write(VimWriter writer, string element)
    {
        writer.Open(element);
        writer.Write("changeVersion", ChangeVersion);
        writer.Write("name", Name);
        writer.Write("version", Version);
        writer.Write("instanceUuid", InstanceUuid);
        writer.Write("guestId", GuestId);
        writer.Write("annotation", Annotation);
        WriteFiles(writer);
        WriteFlags(writer);
        writer.Write("numCPUs", CpuCount);
        writer.Write("numCoresPerSocket", CoresPerSocket);
        writer.Write("memoryMB", MemoryMiB);
        writer.Write("memoryHotAddEnabled", MemoryHotAddEnabled);
        writer.Write("cpuHotAddEnabled", CpuHotAddEnabled);
        foreach (var change in DeviceChanges)
        {
            change.Write(writer);
        }

        WriteMemoryAllocation(writer);
        WriteExtraConfig(writer);
        WriteBootOptions(writer);
        writer.Write("firmware", Firmware);
        writer.Write("memoryReservationLockedToMax", MemoryReservationLockedToMax);
        writer.Write("nestedHVEnabled", NestedHvEnabled);
        WriteDeviceGroups(writer);
        writer.Close();
    }

    private void WriteFiles(VimWriter writer)
    {
        if (VmPathName is not null)
        {
            writer.Open("files");
            writer.Write("vmPathName", VmPathName);
            writer.Close();
        }
    }

    private void WriteFlags(VimWriter writer)
    {
        if (VvtdEnabled is not null || VbsEnabled is not null)
        {
            writer.Open("flags");
            writer.Write("vvtdEnabled", VvtdEnabled);
            writer.Write("vbsEnabled", VbsEnabled);
            writer.Close();
        }
    }

    private void WriteMemoryAllocation(VimWriter writer)
    {
        if (MemoryReservationMiB is not null)
        {
            writer.Open("memoryAllocation");
            writer.Write("reservation", MemoryReservationMiB);
            writer.Close();
        }
    }

    private void WriteExtraConfig(VimWriter writer)
    {
        foreach (var (key, value) in ExtraConfig)
        {
            writer.Open("extraConfig", "OptionValue");
            writer.Write("key", key);
            writer.WriteAny("value", "string", value);
            writer.Close();
        }
    }

    private void WriteBootOptions(VimWriter writer)
    {
        if (EfiSecureBootEnabled is not null)
        {
            writer.Open("bootOptions");
            writer.Write("efiSecureBootEnabled", EfiSecureBootEnabled);
            writer.Close();
        }
    }

    private void WriteDeviceGroups(VimWriter writer)
    {
        if (DeviceGroups.Count == 0)
        {
            return;
        }

        writer.Open("deviceGroups");
        foreach (var (key, group) in DeviceGroups)
        {
            writer.Open("deviceGroup", "VirtualMachineVirtualDeviceGroupsVendorDeviceGroup");
            writer.Write("groupInstanceKey", key);
            writer.Write("deviceGroupName", group);
            writer.Close();
        }

        writer.Close();
    }
}

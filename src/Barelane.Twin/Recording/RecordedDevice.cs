namespace Barelane.Twin.Recording;

/// <summary>A PCI function of a host. Ids are lowercase hex without '0x'.</summary>
public sealed class RecordedDevice
{
    /// <summary>The address as 'ssss:bb:ss.f' in hex, such as '0000:3b:00.0'.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>The class, such as '0302' for a 3D controller.</summary>
    public string ClassId { get; set; } = "0000";

    /// <summary>The vendor, such as '10de'.</summary>
    public string VendorId { get; set; } = "0000";

    /// <summary>The device, such as '2235'.</summary>
    public string DeviceId { get; set; } = "0000";

    /// <summary>The subsystem vendor.</summary>
    public string SubVendorId { get; set; } = "0000";

    /// <summary>The subsystem device.</summary>
    public string SubDeviceId { get; set; } = "0000";

    /// <summary>The vendor's name.</summary>
    public string VendorName { get; set; } = string.Empty;

    /// <summary>The device's name.</summary>
    public string DeviceName { get; set; } = string.Empty;

    /// <summary>The address of the bridge above it; null at the root.</summary>
    public string? ParentBridge { get; set; }

    /// <summary>pciPassthruInfo.dependentDevice; null is the device itself.</summary>
    public string? DependentDevice { get; set; }

    /// <summary>Whether the device has a pciPassthruInfo entry at all.</summary>
    public bool HasPassthruInfo { get; set; } = true;

    /// <summary>Whether passthrough is possible.</summary>
    public bool PassthruCapable { get; set; }

    /// <summary>Whether passthrough is wished.</summary>
    public bool PassthruEnabled { get; set; }

    /// <summary>Whether passthrough is in effect.</summary>
    public bool PassthruActive { get; set; }

    /// <summary>True for a device that stays 'enabled, needs reboot' after every reboot (§5 #26).</summary>
    public bool NeverActivates { get; set; }

    /// <summary>The label of Dynamic DirectPath; null for none.</summary>
    public string? HardwareLabel { get; set; }

    /// <summary>Its SR-IOV state; null for a device that has none.</summary>
    public RecordedSriov? Sriov { get; set; }

    /// <summary>Framebuffer in MiB for a GPU; 0 for other devices.</summary>
    public long FramebufferMib { get; set; }

    /// <summary>
    /// The memory regions in MiB, which the API doesn't show; 0 derives them from the framebuffer, rounded up to a power of
    /// two and 48 MiB of smaller regions (§3.2, column BAR1, marked derived there).
    /// </summary>
    public long BarsMib { get; set; }

    /// <summary>graphicsInfo.graphicsType of a GPU that a host driver claims: 'basic', 'shared' or 'sharedDirect'.</summary>
    public string GraphicsType { get; set; } = "shared";

    /// <summary>The vGPU profiles it offers, such as 'nvidia_a40-8q'.</summary>
    public List<RecordedProfile> Profiles { get; init; } = [];

    /// <summary>The host's name for it: 'vmnic0' for a network adapter, 'vmhba2' for storage; null for others.</summary>
    public string? HostName { get; set; }

    /// <summary>The driver of a storage adapter; null is that of NVMe drives, 'vmkusb' makes it a USB adapter.</summary>
    public string? StorageDriver { get; set; }

    /// <summary>Slot number on the mainboard (API 9.0); null when not known.</summary>
    public int? PhysicalSlot { get; set; }

    /// <summary>Slot label on the mainboard (API 9.0); null when not known.</summary>
    public string? SlotDescription { get; set; }
}

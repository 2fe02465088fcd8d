namespace Barelane.Twin.Recording;

/// <summary>A PCI device or a slice that a VM has: one of <see cref="Address"/>, <see cref="AllowedDevices"/> and <see cref="Profile"/>.</summary>
public sealed class RecordedAssignment
{
    /// <summary>Fixed DirectPath: the device's address on the VM's host.</summary>
    public string? Address { get; set; }

    /// <summary>Fixed DirectPath: the deviceId as the VM has it; null is the device's own, in hex.</summary>
    public string? DeviceId { get; set; }

    /// <summary>Fixed DirectPath: the vendorId as the VM has it, signed; null is the device's own.</summary>
    public short? VendorId { get; set; }

    /// <summary>Fixed DirectPath: the systemId as the VM has it; null is the host's own.</summary>
    public string? SystemId { get; set; }

    /// <summary>Dynamic DirectPath: what may be given, as 'vendor:device' in hex.</summary>
    public List<string> AllowedDevices { get; init; } = [];

    /// <summary>Dynamic DirectPath: the label the device must have; null for any.</summary>
    public string? Label { get; set; }

    /// <summary>vGPU: the profile.</summary>
    public string? Profile { get; set; }
}

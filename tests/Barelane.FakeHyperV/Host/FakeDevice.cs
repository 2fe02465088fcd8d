namespace Barelane.FakeHyperV.Host;

/// <summary>
/// A PCI function of a fake host. On the host it is PCI\VEN_…, dismounted it is PCIP\VEN_…, and the PCI node stays behind as a phantom (reference §1.1; sample
/// output in MicrosoftDocs/azure-stack-docs, gpu-manage-via-device.md).
/// </summary>
public sealed class FakeDevice
{
    /// <summary>VEN_10DE&amp;DEV_2235&amp;SUBSYS_145A10DE&amp;REV_A1.</summary>
    public required string HardwareId { get; init; }

    /// <summary>What tells two of a kind apart, 4&amp;18416dc3&amp;0&amp;0010: it changes when the card is put elsewhere.</summary>
    public required string Instance { get; set; }

    /// <summary>PCIROOT(0)#PCI(0200)#PCI(0000).</summary>
    public required string LocationPath { get; init; }

    public required string Name { get; init; }

    /// <summary>The device setup class: Display, MEDIA, SCSIAdapter, Net; null without a driver.</summary>
    public string? Class { get; set; } = "Display";

    public string? Service { get; set; } = "nvlddmkm";

    public string? DriverVersion { get; set; } = "31.0.15.5222";

    public string? DriverInf { get; set; } = "oem12.inf";

    public string? DriverProvider { get; set; } = "NVIDIA";

    /// <summary>DEVPKEY_Device_Driver: its key below HKLM\SYSTEM\CurrentControlSet\Control\Class; null without a driver.</summary>
    public string? ClassKey { get; set; }

    public int Bus { get; init; } = 1;

    public uint BaseClass { get; init; } = 3;

    public uint SubClass { get; init; }

    /// <summary>DEVPKEY_PciDevice_DeviceType: 2 an Express endpoint; null where the property is missing.</summary>
    public uint? DeviceType { get; set; } = 2;

    /// <summary>DEVPKEY_PciDevice_AcsCompatibleUpHierarchy; null where the property is missing.</summary>
    public uint? AcsUp { get; set; } = 3;

    /// <summary>DEVPKEY_PciDevice_RequiresReservedMemoryRegion; null where the property is missing.</summary>
    public bool? Reserved { get; set; } = false;

    /// <summary>Win32_IRQResource.IRQNumber of its interrupts: message-based ones are huge.</summary>
    public IReadOnlyList<uint> Interrupts { get; set; } = [4294967279];

    public IReadOnlyList<FakeRange> Ranges { get; set; } = [];

    /// <summary>Whether the vendor's mitigation driver is installed.</summary>
    public bool HasMitigation { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>Another problem of the host's node: 28 without a driver, 57 after a failed assignment.</summary>
    public int Problem { get; set; }

    public bool IsDismounted { get; set; }

    /// <summary>Whether it was dismounted before and left its PCIP node behind.</summary>
    public bool HasPhantom { get; set; }

    /// <summary>The resource pool it is a member of.</summary>
    public string? Pool { get; set; }

    /// <summary>The VM that holds it.</summary>
    public Guid? Vm { get; set; }

    /// <summary>Whether it was taken out of the machine.</summary>
    public bool IsGone { get; set; }

    public string InstanceId => $@"PCI\{HardwareId}\{Instance}";

    public string DismountedId => $@"PCIP\{HardwareId}\{Instance}";

    /// <summary>The problem code of the host's node.</summary>
    public int ProblemCode => IsDismounted || IsGone ? 45 : IsDisabled ? 22 : Problem;

    /// <summary>The slot with the function taken off: functions of one card share it.</summary>
    public string Card => LocationPath[..^3];
}

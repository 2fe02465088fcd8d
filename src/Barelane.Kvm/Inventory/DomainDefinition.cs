using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>What matters of a domain's XML.</summary>
internal sealed record DomainDefinition
{
    /// <summary><c>kvm</c>, <c>qemu</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Machine type, e.g. <c>pc-q35-7.2</c>.</summary>
    public string Machine { get; init; } = "";

    /// <summary><c>efi</c> or <c>bios</c>.</summary>
    public string Firmware { get; init; } = "bios";

    public bool HasSecureBoot { get; init; }

    public long MemoryMiB { get; init; }

    public long? HardLimitMiB { get; init; }

    /// <summary>The firmware's file, where the definition names one; null where libvirt chooses it.</summary>
    public string? Loader { get; init; }

    /// <summary>What the memory is made of: <c>hugepages</c> (with the size in KiB where it is named: <c>hugepages-1048576</c>), <c>locked</c>, <c>shared</c>; null for ordinary.</summary>
    public string? MemoryBacking { get; init; }

    public int Cpus { get; init; }

    /// <summary>The CPU's mode: <c>host-passthrough</c>, <c>host-model</c>, <c>maximum</c>, <c>custom</c>; empty where none is said.</summary>
    public string CpuMode { get; init; } = "";

    /// <summary>The field <c>maxphysaddr</c>.</summary>
    public string? MaxPhysAddr { get; init; }

    /// <summary>The field <c>mmio-window-mib</c>.</summary>
    public string? MmioWindowMiB { get; init; }

    public string? PciHole64 { get; init; }

    public bool IsKvmHidden { get; init; }

    public string? VendorId { get; init; }

    public string? IoApic { get; init; }

    public bool HasGuestIommu { get; init; }

    public bool HasTpm { get; init; }

    public bool HasBalloon { get; init; }

    /// <summary>State of the guest agent's channel; null where there is no channel.</summary>
    public string? AgentState { get; init; }

    public IReadOnlyList<DomainHostdev> Hostdevs { get; init; } = [];

    /// <summary>Indexes of the root ports.</summary>
    public IReadOnlyList<int> RootPorts { get; init; } = [];

    /// <summary>The next index that no PCI controller has.</summary>
    public int NextController { get; init; } = 1;

    /// <summary>Where the guest has devices.</summary>
    public IReadOnlySet<PciAddress> Taken { get; init; } = new HashSet<PciAddress>();

    /// <summary>The parts of Barelane's mark.</summary>
    public IReadOnlyDictionary<string, string> Mark { get; init; } = new Dictionary<string, string>();

    /// <summary>Sources of its disks and names of its networks.</summary>
    public IReadOnlyList<string> Storage { get; init; } = [];

    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Whether the guest's buses are PCI Express.</summary>
    public bool IsExpress => Machine.Contains("q35", StringComparison.Ordinal) || Machine.StartsWith("virt", StringComparison.Ordinal);
}

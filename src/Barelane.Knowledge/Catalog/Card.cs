using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>What is known of one model of card, or of one GPU of a board that carries several.</summary>
public sealed record Card
{
    /// <summary>The name people know, with the vendor.</summary>
    public required string Name { get; init; }

    /// <summary>The ids it answers to; with subsystem ids where the device id alone is not enough.</summary>
    public required IReadOnlyList<PciId> Ids { get; init; }

    /// <summary>Whom it is made for.</summary>
    public required CardKind Kind { get; init; }

    /// <summary>Memory in GiB as the vendor names it; 0 for an integrated one, which has the host's.</summary>
    public required int MemoryGiB { get; init; }

    /// <summary>Size of its large BAR in GiB; null where it is not known.</summary>
    public int? Bar1GiB { get; init; }

    /// <summary>Whether that size is derived from the memory, not read from a card: one of its sources says so.</summary>
    public bool IsBarDerived => Sources.Any(s => s.StartsWith("derived", StringComparison.Ordinal));

    /// <summary>The MMIO window in GiB that the vendor publishes for a VM with one such card; null where it publishes none.</summary>
    public int? VendorMmioGiB { get; init; }

    /// <summary>The ways it can go.</summary>
    public required IReadOnlyList<Way> Ways { get; init; }

    /// <summary>Classes of the functions that sit in its slot with it: sound (0403), USB (0c03), serial bus (0c80).</summary>
    public IReadOnlyList<PciClass> Companions { get; init; } = [];

    /// <summary>GPUs on one board; each is a card of its own here, with an address of its own.</summary>
    public int GpusPerBoard { get; init; } = 1;

    /// <summary>How it comes back when its VM stops; null where that was not found out.</summary>
    public ResetBehaviour? Reset { get; init; }

    /// <summary>Its NVLink; null where it has none or that was not found out.</summary>
    public NvLink? NvLink { get; init; }

    /// <summary>Virtual functions it can have (SR-IOV); null where it has none or their number was not found out.</summary>
    public int? VirtualFunctions { get; init; }

    /// <summary>NVIDIA's driver branches on Linux that serve it; null where none was found.</summary>
    public ReleaseSpan? Driver { get; init; }

    /// <summary>The releases of NVIDIA's vGPU software that serve it; null where it has none or none was found.</summary>
    public ReleaseSpan? VgpuSoftware { get; init; }

    /// <summary>What else is known of its drivers, in words; empty where nothing is.</summary>
    public string Drivers { get; init; } = "";

    /// <summary>Its NVIDIA vGPU profiles; null where it has none or they were not found out.</summary>
    public VgpuTable? Vgpu { get; init; }

    /// <summary>How MIG cuts it; null where it cannot or that was not found out.</summary>
    public MigTable? Mig { get; init; }

    /// <summary>The ways by hypervisor and version; a pair that is missing was not found out.</summary>
    public IReadOnlyList<WaySupport> Support { get; init; } = [];

    /// <summary>What has ended or will end; null where nothing is known.</summary>
    public EndOfSupport? EndOfSupport { get; init; }

    /// <summary>The licences that VMs with its slices need, without repetition; empty where none is known.</summary>
    public IReadOnlyList<string> Licences => [.. (Vgpu?.Profiles ?? []).Select(p => p.Licence).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What is known to go wrong.</summary>
    public IReadOnlyList<CardTrouble> Trouble { get; init; } = [];

    /// <summary>Where the entry comes from, a line each.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>When they were read; null where a user's own file does not say.</summary>
    public DateOnly? Date { get; init; }
}

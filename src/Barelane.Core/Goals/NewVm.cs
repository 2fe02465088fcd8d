namespace Barelane.Core.Goals;

/// <summary>What a VM is made from when it does not exist yet. It is created right from the start: EFI, full reservation, MMIO window.</summary>
public sealed record NewVm
{
    /// <summary>Memory in MiB.</summary>
    public required long MemoryMiB { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required int Cpus { get; init; }

    /// <summary>Path or name of a template or VM to clone; null for an empty disk.</summary>
    public string? Template { get; init; }

    /// <summary>Size of a new disk in GiB; needed where there is no template.</summary>
    public int? DiskGiB { get; init; }

    /// <summary>Storage by name.</summary>
    public string? Storage { get; init; }

    /// <summary>Network by name; null for none.</summary>
    public string? Network { get; init; }

    /// <summary>Guest system in the hypervisor's word, e.g. <c>ubuntu64Guest</c>.</summary>
    public string? GuestOs { get; init; }
}

using Barelane.Core.Inventory;

namespace Barelane.Core.Adapters;

/// <summary>What an inspection has to cover, so that a plan for one VM on a slow line fetches no fleet.</summary>
public sealed record InspectScope
{
    /// <summary>Everything the site has.</summary>
    public static readonly InspectScope Whole = new() { Everything = true };

    /// <summary>Whether everything is wanted; the other members are ignored then.</summary>
    public bool Everything { get; init; }

    /// <summary>VMs by name or path; every VM that answers to a name is returned, so that ambiguity is seen.</summary>
    public IReadOnlyList<string> VmNames { get; init; } = [];

    /// <summary>Objects by identity.</summary>
    public IReadOnlyList<ObjectRef> Objects { get; init; } = [];

    /// <summary>
    /// VMs that carry this document's mark are wanted too, whatever their name: an assignment taken out of the file is given back by
    /// its mark. Null where no document is concerned.
    /// </summary>
    public string? MarkedBy { get; init; }

    /// <summary>
    /// Whether hosts that could hold the named VMs' cards are wanted too: the VM's own host and the other hosts of its cluster with
    /// their devices, and the VMs on those hosts.
    /// </summary>
    public bool WithCandidates { get; init; }
}

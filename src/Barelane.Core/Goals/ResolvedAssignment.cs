using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>An assignment whose names have become objects of the inventory, and whose cards are chosen.</summary>
public sealed record ResolvedAssignment
{
    /// <summary>The wish.</summary>
    public required Assignment Assignment { get; init; }

    /// <summary>The document it belongs to.</summary>
    public required string Document { get; init; }

    /// <summary>The site.</summary>
    public required Site Site { get; init; }

    /// <summary>The VM; null where it has to be created.</summary>
    public Vm? Vm { get; init; }

    /// <summary>The VM's identity; for one that has to be created, an identity derived from document and name.</summary>
    public required ObjectRef VmRef { get; init; }

    /// <summary>The host that holds the chosen cards, or can place the slice.</summary>
    public required Host Host { get; init; }

    /// <summary>The chosen cards; empty for slices and leases.</summary>
    public IReadOnlyList<Gpu> Gpus { get; init; } = [];

    /// <summary>What the assignments before this one want. Where slices have an identity of their own (virtual functions, mediated devices), what one of them takes is nobody else's.</summary>
    public IReadOnlyList<Plans.Want> WantedBefore { get; init; } = [];

    /// <summary>The assignment's id.</summary>
    public string Id => Assignment.Vm;
}

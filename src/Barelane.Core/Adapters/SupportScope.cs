using Barelane.Core.Inventory;

namespace Barelane.Core.Adapters;

/// <summary>What a support bundle is about.</summary>
public sealed record SupportScope
{
    /// <summary>The VMs whose own texts are wanted; empty: of every VM that has a device of its host.</summary>
    public IReadOnlyList<Vm> Vms { get; init; } = [];

    /// <summary>The hosts whose texts are wanted.</summary>
    public IReadOnlyList<Host> Hosts { get; init; } = [];

    /// <summary>From when on logs are wanted; null: as far back as they are kept, within the limit of a text.</summary>
    public DateTimeOffset? Since { get; init; }
}

using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>Something known to go wrong with a model.</summary>
/// <param name="Text">A sentence or two: what happens and what to do.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record CardTrouble(string Text, string Source)
{
    /// <summary>The hypervisors that it is met on; empty where it does not depend on the hypervisor.</summary>
    public IReadOnlyList<Hypervisor> Hypervisors { get; init; } = [];

    /// <summary>Whether it concerns whoever uses the card on this hypervisor.</summary>
    public bool IsMetOn(Hypervisor hypervisor) => Hypervisors.Count == 0 || Hypervisors.Contains(hypervisor);
}

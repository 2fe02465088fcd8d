using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;

namespace Barelane.TestKit.Matrix;

/// <summary>A kind of plan that the failure matrix goes through: a site to begin with, and what is wanted of it.</summary>
/// <typeparam name="TSite">The kind of site.</typeparam>
public sealed record PlanShape<TSite>
{
    /// <summary>Its name in results.</summary>
    public required string Name { get; init; }

    /// <summary>Fills the site.</summary>
    public required Action<TSite> Fill { get; init; }

    /// <summary>The document that is applied.</summary>
    public Document? Document { get; init; }

    /// <summary>A document that was applied before, without faults.</summary>
    public Document? Before { get; init; }

    /// <summary>The goal, for shapes that come from no document.</summary>
    public Func<FleetInventory, Goal>? Goal { get; init; }

    public override string ToString() => Name;
}

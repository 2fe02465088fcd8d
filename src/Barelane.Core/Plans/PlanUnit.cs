using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>One assignment in a plan, as it was resolved.</summary>
public sealed record PlanUnit
{
    /// <summary>The assignment's id.</summary>
    public required string Id { get; init; }

    /// <summary>The VM.</summary>
    public required ObjectRef Vm { get; init; }

    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>Its form.</summary>
    public required WayVariant Variant { get; init; }

    /// <summary>The host the cards or slices are on.</summary>
    public required string Host { get; init; }

    /// <summary>The cards or slices, each as one line for people: <c>0000:3b:00.0 NVIDIA A40 [10de:2235]</c>.</summary>
    public required IReadOnlyList<string> Gpus { get; init; }

    /// <summary>When its steps may run; null for any time.</summary>
    public string? Window { get; init; }
}

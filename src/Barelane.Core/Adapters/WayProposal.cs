using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Core.Adapters;

/// <summary>An adapter's answer to an assignment.</summary>
public sealed record WayProposal
{
    /// <summary>The form of the way that was chosen.</summary>
    public required WayVariant Variant { get; init; }

    /// <summary>What is wanted.</summary>
    public required IReadOnlyList<Want> Wants { get; init; }

    /// <summary>What must hold right before the VM is powered on (a device ready, a window large enough).</summary>
    public IReadOnlyList<Predicate> BeforePowerOn { get; init; } = [];

    /// <summary>What must hold right before the VM is configured (host memory, device free).</summary>
    public IReadOnlyList<Predicate> BeforeConfigure { get; init; } = [];

    /// <summary>What the adapter itself has to say, beside the rules.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

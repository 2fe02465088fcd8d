namespace Barelane.Core.Plans;

/// <summary>What making one change means; told by the adapter's planner from the inventory alone.</summary>
public sealed record ChangeEffect
{
    /// <summary>The kind of step that makes it.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>Whether the VM has to be off.</summary>
    public bool NeedsVmOff { get; init; }

    /// <summary>Whether the VM has to run: the guest makes the change. Such a change comes before a power-off that the plan needs for other changes.</summary>
    public bool NeedsVmOn { get; init; }

    /// <summary>Changes of a running guest that bear the same word are made by one step; null for a step of its own.</summary>
    public string? Together { get; init; }

    /// <summary>What it asks of the host.</summary>
    public HostNeed HostNeed { get; init; }

    /// <summary>
    /// The value the field shows from the step until the host's reboot, where the change needs one: <c>on-pending</c> for a passthrough
    /// switch. The step then changes to it (nothing has to be sent if it is so already), and the reboot changes it to the wanted value.
    /// Null where the change takes effect at once.
    /// </summary>
    public string? Interim { get; init; }

    /// <summary>
    /// Why the change can't be made at all, as a sentence; null where it can. A take-back leaves such a field as it is and says so (an
    /// upgrade of virtual hardware has no way back); any other goal is blocked.
    /// </summary>
    public string? Impossible { get; init; }

    /// <summary>Consents this change needs, with the reason shown to the user.</summary>
    public IReadOnlyList<NeededConsent> Consents { get; init; } = [];

    /// <summary>What must be true right after the change.</summary>
    public IReadOnlyList<Predicate> ExpectAtOnce { get; init; } = [];

    /// <summary>What must be true once the host's bracket (with its reboot, if any) is through.</summary>
    public IReadOnlyList<Predicate> ExpectAfterBracket { get; init; } = [];
}

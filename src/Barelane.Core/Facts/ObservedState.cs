namespace Barelane.Core.Facts;

/// <summary>How a fact came to be known, or why it is not. Five states, so that no sentinel value ever carries two meanings.</summary>
public enum ObservedState
{
    /// <summary>Nobody asked for it in this inspection.</summary>
    NotAsked,

    /// <summary>Read from the hypervisor.</summary>
    Read,

    /// <summary>Concluded from other facts; the note names the evidence. Cannot alone give Pass or Block.</summary>
    Inferred,

    /// <summary>The hypervisor was asked and has no such thing.</summary>
    Absent,

    /// <summary>Asked for, but the answer could not be had; the note says why.</summary>
    Unreadable,
}

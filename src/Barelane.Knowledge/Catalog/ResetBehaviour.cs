namespace Barelane.Knowledge.Catalog;

/// <summary>How a card comes back when its VM stops.</summary>
public enum ResetBehaviour
{
    /// <summary>By a reset of itself (function-level reset).</summary>
    Flr,

    /// <summary>By a reset of the bridge above it, which takes all functions behind that.</summary>
    Bus,

    /// <summary>Reports disagree whether it comes back each time.</summary>
    Disputed,

    /// <summary>Not without help: it stays dead, or takes the host with it.</summary>
    Broken,
}

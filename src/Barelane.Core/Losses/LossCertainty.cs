namespace Barelane.Core.Losses;

/// <summary>What becomes of a feature.</summary>
public enum LossCertainty
{
    /// <summary>It stays.</summary>
    Kept,

    /// <summary>It stays under a condition that the text names.</summary>
    Conditional,

    /// <summary>Sources disagree, or a flag that decides could not be read: counts as lost until known better.</summary>
    Unverified,

    /// <summary>It is gone while the VM has the device.</summary>
    Lost,
}

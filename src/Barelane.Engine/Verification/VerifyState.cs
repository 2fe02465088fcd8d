namespace Barelane.Engine.Verification;

/// <summary>What a proof says. What could not be seen is never counted as right.</summary>
public enum VerifyState
{
    /// <summary>As wanted.</summary>
    Holds,

    /// <summary>Not as wanted.</summary>
    Differs,

    /// <summary>Could not be seen.</summary>
    Unseen,
}

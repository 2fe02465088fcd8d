namespace Barelane.Guest.Asking;

/// <summary>What came of asking a program in a guest.</summary>
internal enum GuestAnswerKind
{
    /// <summary>The guest could not be asked, or did not answer in time.</summary>
    NotAsked,

    /// <summary>The program is not there.</summary>
    Missing,

    /// <summary>The program ended with an error.</summary>
    Refused,

    /// <summary>The program ended well.</summary>
    Said,
}

namespace Barelane.Guest.Preparation;

/// <summary>What of a running guest may be prepared, and what stands in the way of it.</summary>
internal sealed record GuestState
{
    /// <summary>Values by the part of the field's name behind <c>guest:</c>; what is unset is not in it.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The system: <c>linux</c> or <c>windows</c>.</summary>
    public required string System { get; init; }

    /// <summary>Whether Secure Boot is on; null where the guest does not tell.</summary>
    public bool? SecureBoot { get; init; }

    /// <summary>Windows: whether the system drive is protected by BitLocker at the moment; null where that is not told, or there is no BitLocker.</summary>
    public bool? BitLocker { get; init; }

    /// <summary>Whether the account may change the system.</summary>
    public bool IsAdministrator { get; init; }
}

namespace Barelane.Guest.Preparation.Windows;

/// <summary>What a script answers; what it does not speak of is null.</summary>
internal sealed record GuestReply
{
    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Policies with their values.</summary>
    public IReadOnlyList<GuestPolicy>? Policies { get; init; }

    /// <summary>The driver, in the notation of <see cref="GuestFields.Driver"/>.</summary>
    public string? Driver { get; init; }

    /// <summary>Whether Secure Boot is on.</summary>
    public bool? SecureBoot { get; init; }

    /// <summary>Whether BitLocker protects the system drive at the moment.</summary>
    public bool? BitLocker { get; init; }

    /// <summary>Whether the account is an administrator.</summary>
    public bool Administrator { get; init; }

    /// <summary>Whether an installation is going on.</summary>
    public bool Busy { get; init; }

    /// <summary>Windows' folder.</summary>
    public string? Root { get; init; }
}

namespace Barelane.Guest.Preparation.Windows;

/// <summary>The data of a script.</summary>
internal sealed record GuestRequest
{
    /// <summary>Policies to read or to set.</summary>
    public IReadOnlyList<GuestPolicy> Policies { get; init; } = [];

    /// <summary>Where the driver's file lies in the guest.</summary>
    public string? File { get; init; }

    /// <summary>The driver's file as the user calls it.</summary>
    public string? Name { get; init; }

    /// <summary>Its SHA-256.</summary>
    public string? Sha256 { get; init; }
}

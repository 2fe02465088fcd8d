namespace Barelane.Guest.Preparation.Windows;

/// <summary>A REG_DWORD.</summary>
/// <param name="Key">Its key, as PowerShell's registry drive has it.</param>
/// <param name="Name">Its name.</param>
internal sealed record GuestPolicy(string? Key, string? Name)
{
    /// <summary>Its value; null where it is not set, or is to be unset.</summary>
    public int? Value { get; init; }
}

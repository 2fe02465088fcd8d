namespace Barelane.Core.Goals;

/// <summary>How the guest may be asked, so that the result is proved inside it, and what is wished of it.</summary>
/// <param name="User">Account in the guest.</param>
/// <param name="Password">Where its password is to be had.</param>
public sealed record GuestAccess(string User, SecretRef Password)
{
    /// <summary>What is to be prepared in the guest; null for nothing.</summary>
    public GuestPreparation? Prepare { get; init; }
}

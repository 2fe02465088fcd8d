namespace Barelane.Core.Goals;

/// <summary>How the guest may be asked, so that the result is proved inside it.</summary>
/// <param name="User">Account in the guest.</param>
/// <param name="Password">Where its password is to be had.</param>
public sealed record GuestAccess(string User, SecretRef Password);

namespace Barelane.Core.Adapters;

/// <summary>An account in a guest. Its text form never shows the password.</summary>
/// <param name="User">The account.</param>
/// <param name="Password">Its password.</param>
public sealed record GuestCredential(string User, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => $"{User} (password not shown)";
}

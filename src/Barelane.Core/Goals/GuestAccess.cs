namespace Barelane.Core.Goals;

/// <summary>How the guest may be asked, so that the result is proved inside it, and what is wished of it.</summary>
/// <param name="User">Account in the guest, for the hypervisor's own way in; empty where <see cref="Ssh"/> is given.</param>
/// <param name="Password">Where its password is to be had; null where <see cref="Ssh"/> is given, as ssh has keys of its own.</param>
public sealed record GuestAccess(string User, SecretRef? Password)
{
    /// <summary>The guest's own ssh server, asked in the place of the hypervisor's way in; null for the latter.</summary>
    public SshAddress? Ssh { get; init; }

    /// <summary>What is to be prepared in the guest; null for nothing.</summary>
    public GuestPreparation? Prepare { get; init; }
}

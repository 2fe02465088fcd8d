namespace Barelane.Guest.Preparation;

/// <summary>What a guest needs of a lease.</summary>
/// <param name="Address">The server's address.</param>
/// <param name="Secret">The lease's secret. Never logged, never in the journal.</param>
/// <param name="Certificate">The server's certificate, <c>sha256:…</c>; empty where <paramref name="Authority"/> or the guest's own authorities decide.</param>
/// <param name="Authority">The authority of the server's certificate, as PEM; null for none of its own.</param>
public sealed record RemoteGrant(string Address, string Secret, string Certificate, byte[]? Authority)
{
    /// <inheritdoc/>
    public override string ToString() => Address;
}

namespace Barelane.Remote.Leasing;

/// <summary>A server, and how to be known to it.</summary>
public sealed record PoolAccount
{
    /// <summary><c>unix:PATH</c>, <c>tls:HOST:PORT</c> or <c>tcp:HOST:PORT</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The user's token; empty where none is needed. Never logged.</summary>
    public string Token { get; init; } = "";

    /// <summary>How the server's certificate is known: <c>sha256:HEX</c>, the file of an authority, or, empty, what the system trusts.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>A PEM file with the user's own certificate and key; empty: none.</summary>
    public string OwnCertificate { get; init; } = "";
}

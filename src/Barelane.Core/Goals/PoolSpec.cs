namespace Barelane.Core.Goals;

/// <summary>Several servers of remote GPUs behind one name.</summary>
public sealed record PoolSpec
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The servers; at least one.</summary>
    public required IReadOnlyList<PoolServer> Servers { get; init; }

    /// <summary>Where the user's token is to be had; null where none is needed.</summary>
    public SecretRef? Token { get; init; }

    /// <summary>A PEM file with the authority of the servers' certificates; null where there is none of their own.</summary>
    public string? Authority { get; init; }

    /// <summary>A PEM file with the user's own certificate and key; null where none is needed.</summary>
    public string? OwnCertificate { get; init; }
}

namespace Barelane.Remote.Server.Leases;

/// <summary>A lease as it is kept. Devices and memory that it has are nobody else's until it is given back.</summary>
internal sealed record Lease
{
    /// <summary>Its id: 8 characters, no secret.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of its secret, in hex: the secret itself is its holder's alone.</summary>
    public required string SecretHash { get; init; }

    public required string User { get; init; }

    /// <summary>The user's own name for it; empty: none.</summary>
    public string Name { get; init; } = "";

    public string Client { get; init; } = "";

    /// <summary>Its devices, by place.</summary>
    public required IReadOnlyList<int> Places { get; init; }

    /// <summary>Their names, so that a restart sees whether they are still the same.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Bytes of each; 0: whole.</summary>
    public ulong Memory { get; init; }

    /// <summary>The port of an external engine; 0: none.</summary>
    public int Port { get; init; }

    /// <summary>When it was given, by the server's clock: for people, nothing is computed from it.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it ends with the connection it was asked for on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether it stays however long nobody uses it.</summary>
    public bool IsKept { get; init; }

    public string Lasts => IsHeld ? "run" : IsKept ? "kept" : "idle";
}

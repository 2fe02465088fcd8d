namespace Barelane.Remote.Protocol.Leasing;

/// <summary>A lease, as everybody may see it.</summary>
public sealed record LeaseView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string User { get; init; }

    /// <summary>The user's own name for it; empty: none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Who asked for it.</summary>
    public string Client { get; init; } = "";

    /// <summary>How many devices.</summary>
    public int Devices { get; init; }

    /// <summary>Bytes of each; 0: whole devices.</summary>
    public ulong Memory { get; init; }

    /// <summary>Since when, by the server's clock.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How many sessions use it now.</summary>
    public int Sessions { get; init; }

    /// <summary>For how long nobody has used it, in s; 0 while somebody does.</summary>
    public long IdleSeconds { get; init; }

    /// <summary>How long it lasts: <c>run</c> (as long as its program), <c>idle</c> (until nobody has used it for too long), <c>kept</c>.</summary>
    public string Lasts { get; init; } = "idle";
}

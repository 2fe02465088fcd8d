namespace Barelane.Remote.Protocol.Leasing;

/// <summary>A lease, for who has it.</summary>
public sealed record GrantedLease
{
    /// <summary>Its id, which is no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What opens sessions on it, for whoever has it. Never logged.</summary>
    public required string Secret { get; init; }

    /// <summary>The devices' names.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Bytes of each device; 0: whole devices.</summary>
    public ulong Memory { get; init; }

    /// <summary>How long it may be without a session, in s, before it is given back; 0: as long as it likes.</summary>
    public int IdleSeconds { get; init; }

    /// <summary>Variables for programs, where an external engine serves the lease.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Files for programs by name, where an external engine serves the lease; <c>{files}</c> in a variable stands for their folder.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The external engine's name; empty: Barelane's own OpenCL.</summary>
    public string Engine { get; init; } = "";
}

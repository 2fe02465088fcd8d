using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Server.Pool;

/// <summary>How a pool serves.</summary>
public sealed record PoolSettings
{
    /// <summary>Where it listens: <c>unix:PATH</c>, <c>tls:ADDRESS:PORT</c>, or, in the clear, <c>tcp:ADDRESS:PORT</c>.</summary>
    public required IReadOnlyList<string> Listen { get; init; }

    /// <summary>The command that starts a worker, its program first.</summary>
    public required IReadOnlyList<string> Worker { get; init; }

    /// <summary>The OpenCL library that workers load.</summary>
    public string Library { get; init; } = "libOpenCL.so.1";

    /// <summary>Bytes of device memory that one session may hold; 0: no limit.</summary>
    public ulong MemoryLimit { get; init; }

    /// <summary>How long one launch may run, in s; 0: no limit.</summary>
    public int LaunchSeconds { get; init; }

    /// <summary>How long a session may be idle, in s, before it is ended; 0: no limit.</summary>
    public int IdleSeconds { get; init; }

    /// <summary>Bytes of device memory that all sessions may hold together; 0: no limit. Then each has a share of its own, and waits for it.</summary>
    public ulong TotalMemory { get; init; }

    /// <summary>The server's certificate, a PEM file.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its key, where that is not in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The authority of the clients' certificates, a PEM file; null: they need none.</summary>
    public string? ClientAuthorityFile { get; init; }

    /// <summary>A file of lines with a user and the user's token; null: no token is needed.</summary>
    public string? TokenFile { get; init; }

    /// <summary>How leases are given; null: sessions need none.</summary>
    public LeaseSettings? Leases { get; init; }

    /// <summary>How many sessions may be open at once.</summary>
    public int MaxSessions { get; init; } = 64;
}

namespace Barelane.Remote.Server.Pool;

/// <summary>How a pool serves.</summary>
public sealed record PoolSettings
{
    /// <summary>Where it listens: <c>unix:PATH</c> or <c>tcp:ADDRESS:PORT</c>.</summary>
    public required IReadOnlyList<string> Listen { get; init; }

    /// <summary>The command that starts a worker, its program first.</summary>
    public required IReadOnlyList<string> Worker { get; init; }

    /// <summary>The OpenCL library that workers load.</summary>
    public string Library { get; init; } = "libOpenCL.so.1";

    /// <summary>Bytes of device memory that one session may hold; 0: no limit.</summary>
    public ulong MemoryLimit { get; init; }

    /// <summary>How long one launch may run, in s; 0: no limit.</summary>
    public int LaunchSeconds { get; init; }

    /// <summary>How many sessions may be open at once.</summary>
    public int MaxSessions { get; init; } = 64;
}

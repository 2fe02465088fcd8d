namespace Barelane.Remote.Server.Leases;

/// <summary>How a server gives leases.</summary>
public sealed record LeaseSettings
{
    /// <summary>The folder that keeps the leases over a restart.</summary>
    public required string Folder { get; init; }

    /// <summary>A file with what each user may have; null: no limits.</summary>
    public string? QuotaFile { get; init; }

    /// <summary>How long a lease may be without a session, in s, before it is given back; 0: as long as it likes.</summary>
    public int IdleSeconds { get; init; } = 1800;

    /// <summary>An external engine that serves the leases; null: Barelane's own OpenCL.</summary>
    public EngineFile? Engine { get; init; }

    /// <summary>Where usage is told to Prometheus, <c>ADDRESS:PORT</c>; null: nowhere.</summary>
    public string? Metrics { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

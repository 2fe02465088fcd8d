namespace Barelane.Twin;

/// <summary>How long things take, in the site's own time, which runs faster than ours by <see cref="TwinOptions.TimeScale"/>.</summary>
public sealed record TwinTimes
{
    /// <summary>A task from queued to done, where nothing else makes it take longer.</summary>
    public TimeSpan Task { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From ShutdownGuest to powered off.</summary>
    public TimeSpan GuestShutdown { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From power-on to running VMware Tools.</summary>
    public TimeSpan GuestBoot { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>From the reboot call until vCenter notices, after its heartbeat time-out, that the host is gone (§1.8).</summary>
    public TimeSpan HostLeaves { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From then until the host is connected again.</summary>
    public TimeSpan HostBoot { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>From a host's failure until HA has restarted its VMs.</summary>
    public TimeSpan HaRestart { get; init; } = TimeSpan.FromSeconds(60);
}

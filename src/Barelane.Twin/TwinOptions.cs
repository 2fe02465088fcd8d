namespace Barelane.Twin;

/// <summary>How a twin is run; what it holds is in the recorded site.</summary>
public sealed record TwinOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>HTTPS with a certificate made at start, or plain HTTP.</summary>
    public bool Https { get; init; } = true;

    /// <summary>How much faster than ours the site's time runs. 1000 makes a host reboot take a third of a second.</summary>
    public double TimeScale { get; init; } = 1000;

    /// <summary>How long things take in the site's time.</summary>
    public TwinTimes Times { get; init; } = new();

    /// <summary>The unverified facts.</summary>
    public TwinSwitches Switches { get; init; } = new();

    /// <summary>Who may log in; the first is the administrator of the scenarios.</summary>
    public IReadOnlyList<TwinUser> Users { get; init; } = [new TwinUser("administrator@vsphere.local", "secret")];

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether POST /control/... is answered: only for a twin that is a process of its own.</summary>
    public bool Control { get; init; }
}

namespace Barelane.Remote.Protocol.Leasing;

/// <summary>How things stand on one server.</summary>
public sealed record PoolView
{
    /// <summary>Whether the server gives leases; otherwise sessions need none.</summary>
    public bool HasLeases { get; init; }

    /// <summary>Who the asker is to the server.</summary>
    public string User { get; init; } = "";

    /// <summary>The external engine that serves the leases; empty: Barelane's own OpenCL.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The devices; empty where the server gives no leases.</summary>
    public IReadOnlyList<DeviceView> Devices { get; init; } = [];

    /// <summary>The leases.</summary>
    public IReadOnlyList<LeaseView> Leases { get; init; } = [];

    /// <summary>Who waits, the first first.</summary>
    public IReadOnlyList<WaitingView> Waiting { get; init; } = [];

    /// <summary>How many sessions are open.</summary>
    public int Sessions { get; init; }

    /// <summary>Whether the asker has a lease of this name.</summary>
    public bool HasLease(string name) => Leases.Any(l => l.Name == name && l.User == User);

    /// <summary>Whether the asker could have so many devices with so much memory each (0: whole ones) now, quotas aside.</summary>
    public bool HasRoom(int devices, ulong memory) => Devices.Count(d => memory == 0 ? d.Free == d.Memory && !d.IsWhole : d.Free >= memory) >= devices;
}

namespace Barelane.Remote.Protocol.Leasing;

/// <summary>What is asked of a server about leases.</summary>
public enum LeaseVerb
{
    /// <summary>How things stand: devices, leases, who waits.</summary>
    View,

    /// <summary>Nothing but an answer, so that the way there and back can be measured.</summary>
    Echo,

    /// <summary>A lease, waiting for it if need be.</summary>
    Request,

    /// <summary>That a lease ends.</summary>
    Release,

    /// <summary>That a lease of one's own name stays, however long nobody uses it.</summary>
    Keep,
}

namespace Barelane.Remote.Protocol.Leasing;

/// <summary>What a reply is.</summary>
public enum LeaseState
{
    /// <summary>How things stand.</summary>
    Seen,

    /// <summary>Others are first; another reply follows.</summary>
    Waiting,

    /// <summary>The lease is there.</summary>
    Granted,

    /// <summary>The lease is given back.</summary>
    Released,

    /// <summary>It does not go; the message says why.</summary>
    Refused,
}

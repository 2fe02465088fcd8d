namespace Barelane.Remote.Protocol.Transport;

/// <summary>What a connection to a server is for.</summary>
internal enum StreamKind : byte
{
    /// <summary>Asks for a session, and holds it: it ends with this connection.</summary>
    Pool = 0,
    Control = 1,
    Bulk = 2,
}

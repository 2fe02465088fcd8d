namespace Barelane.Remote.Protocol.Wire;

/// <summary>What came over the wire is not what the protocol allows; the connection can't go on.</summary>
internal sealed class WireException(string message) : Exception(message);

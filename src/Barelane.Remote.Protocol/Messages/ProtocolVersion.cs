namespace Barelane.Remote.Protocol.Messages;

/// <summary>What driver and server have to agree on.</summary>
internal static class ProtocolVersion
{
    /// <summary>Goes up with every change of a frame's fields or meaning.</summary>
    public const uint Current = 2;

    /// <summary>Bytes that need not go over the bulk stream, on either way.</summary>
    public const int MaxInline = 64 << 10;

    /// <summary>A created object of at least this size answers, since the memory may not be there; smaller ones tell by the commands that use them.</summary>
    public const ulong AnsweredSize = 1 << 20;
}

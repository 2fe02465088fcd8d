using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Protocol.Wire;

/// <summary>A frame's content.</summary>
internal interface IMessage : ICoded
{
    static abstract Opcode Opcode { get; }
}

using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>
/// A command's data: within the frame up to <see cref="ProtocolVersion.MaxInline"/> bytes, and beyond that on the bulk stream, in the order of
/// the frames that announce it. Length 0: none.
/// </summary>
internal struct Payload : ICoded
{
    public ulong Length;
    public Blob Inline;

    public readonly bool IsBulk => Length > ProtocolVersion.MaxInline;

    public static Payload Of(Blob bytes) => new() { Length = (ulong)bytes.Length, Inline = bytes };

    public static Payload Announce(ulong length) => new() { Length = length };

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Length);
        coder.Bytes(ref Inline);
        if (IsBulk ? Inline.Length != 0 : (ulong)Inline.Length != Length)
        {
            throw new WireException($"{Length} bytes of data are announced, and {Inline.Length} stand in the frame.");
        }
    }
}

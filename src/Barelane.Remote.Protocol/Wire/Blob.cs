namespace Barelane.Remote.Protocol.Wire;

/// <summary>Bytes in memory that does not move: a part of a frame, or the caller's own. Not longer valid than they are.</summary>
internal readonly unsafe struct Blob(byte* start, int length)
{
    public byte* Start { get; } = start;

    public int Length { get; } = length;

    public ReadOnlySpan<byte> Span => new(Start, Length);
}

namespace Barelane.Remote.Driver.Connection;

/// <summary>How a box of data lies in the program's memory: rows of so many bytes, and how far apart rows and slices are. The first byte is at 0.</summary>
internal readonly unsafe record struct HostBox(ulong RowBytes, ulong Rows, ulong Slices, ulong RowPitch, ulong SlicePitch)
{
    public static HostBox Line(ulong bytes) => new(bytes, 1, 1, bytes, bytes);

    public ulong Volume => RowBytes * Rows * Slices;

    /// <summary>Whether there are no gaps.</summary>
    public bool IsDense => (Rows == 1 || RowPitch == RowBytes) && (Slices == 1 || SlicePitch == RowBytes * Rows);

    /// <summary>Puts data without gaps, that begins at <paramref name="offset"/> of the box's, where it belongs.</summary>
    public void Scatter(ReadOnlySpan<byte> data, ulong offset, byte* target)
    {
        while (!data.IsEmpty)
        {
            var (place, length) = Run(offset, (ulong)data.Length);
            data[..(int)length].CopyTo(new Span<byte>(target + place, (int)length));
            data = data[(int)length..];
            offset += length;
        }
    }

    /// <summary>Takes data without gaps, from <paramref name="offset"/> on, until <paramref name="data"/> is full.</summary>
    public void Gather(byte* source, ulong offset, Span<byte> data)
    {
        while (!data.IsEmpty)
        {
            var (place, length) = Run(offset, (ulong)data.Length);
            new ReadOnlySpan<byte>(source + place, (int)length).CopyTo(data);
            data = data[(int)length..];
            offset += length;
        }
    }

    /// <summary>Where a byte of the dense data lies, and for how many of those that are wanted there is no gap.</summary>
    private (ulong Place, ulong Length) Run(ulong offset, ulong wanted)
    {
        if (IsDense)
        {
            return (offset, wanted);
        }

        var row = offset / RowBytes;
        var within = offset % RowBytes;
        return ((row / Rows * SlicePitch) + (row % Rows * RowPitch) + within, Math.Min(wanted, RowBytes - within));
    }
}

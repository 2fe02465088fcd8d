using Barelane.Remote.Driver.Connection;

namespace Barelane.Remote.Tests.Parts;

/// <summary>Boxes in a program's memory, against the same done byte by byte.</summary>
public sealed unsafe class HostBoxTests
{
    [Fact]
    public void Data_is_scattered_and_gathered_as_byte_by_byte_whatever_the_pieces()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var (row, rows, slices) = ((ulong)random.Next(1, 9), (ulong)random.Next(1, 5), (ulong)random.Next(1, 4));
            var rowPitch = row + (ulong)random.Next(3);
            var box = new HostBox(row, rows, slices, rowPitch, (rowPitch * rows) + (ulong)random.Next(4));
            var data = new byte[box.Volume];
            random.NextBytes(data);
            var memory = new byte[box.SlicePitch * slices];
            var expected = new byte[memory.Length];
            for (ulong i = 0; i < box.Volume; i++)
            {
                expected[(i / row / rows * box.SlicePitch) + (i / row % rows * rowPitch) + (i % row)] = data[i];
            }

            var back = new byte[data.Length];
            fixed (byte* at = memory)
            {
                for (var done = 0; done < data.Length;)
                {
                    var piece = Math.Min(random.Next(1, 12), data.Length - done);
                    box.Scatter(data.AsSpan(done, piece), (ulong)done, at);
                    done += piece;
                }

                box.Gather(at, 0, back);
            }

            Assert.Equal(expected, memory);
            Assert.Equal(data, back);
        }
    }
}

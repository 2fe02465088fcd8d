using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>
/// Reads a zip archive whose end is missing, and with it the list of its members: by the header that stands before each of them.
/// </summary>
internal static class CutZip
{
    private const int HeaderLength = 30;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int LongestName = 1024;
    private const int BufferSize = 64 * 1024;

    /// <summary>The members in their order, each to be read before the next is asked for; the last one may end in the middle.</summary>
    public static IEnumerable<(string Name, Stream Data)> Members(Stream archive)
    {
        var at = NextHeader(archive, 0);
        while (at is { } header)
        {
            var fixedPart = new byte[HeaderLength];
            archive.Position = header;
            archive.ReadExactly(fixedPart);
            var method = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(8));
            var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(26))];
            var begin = header + HeaderLength + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(fixedPart.AsSpan(28));
            if (begin > archive.Length)
            {
                yield break;
            }

            archive.ReadExactly(name);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart.AsSpan(18));

            // A length of 0 or of all ones stands elsewhere, behind the data or in a field of its own: then the next header is looked for.
            var end = length is 0 or uint.MaxValue ? NextHeader(archive, begin) ?? archive.Length : Math.Min(begin + length, archive.Length);
            at = NextHeader(archive, end);
            if (end > begin)
            {
                var raw = new Part(archive, begin, end);
                yield return (Encoding.UTF8.GetString(name), method == Deflated ? new DeflateStream(raw, CompressionMode.Decompress) : raw);
            }
        }
    }

    /// <summary>Where the next member's header begins, at or after a place; null where there is none whole.</summary>
    private static long? NextHeader(Stream archive, long from)
    {
        var buffer = new byte[BufferSize];
        for (var position = from; ;)
        {
            archive.Position = position;
            var read = archive.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var looked = 0;
            while (buffer.AsSpan(looked, read - looked).IndexOf("PK\u0003\u0004"u8) is var found and >= 0)
            {
                looked += found;
                if (read - looked < HeaderLength)
                {
                    break;
                }

                if (IsHeader(buffer.AsSpan(looked, HeaderLength)))
                {
                    return position + looked;
                }

                looked += 4;
            }

            if (read < buffer.Length)
            {
                return null;
            }

            position += read - HeaderLength;
        }
    }

    /// <summary>Whether it is a header, and not four bytes of data that look like its beginning.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes[4] < 100 && BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) is Stored or Deflated
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) is > 0 and <= LongestName;

    /// <summary>A part of a stream, from its beginning on; reading one part at a time.</summary>
    private sealed class Part(Stream whole, long begin, long end) : ReadOnlyStream
    {
        private long _at = begin;

        public override int Read(Span<byte> buffer)
        {
            whole.Position = _at;
            var read = whole.Read(buffer[..(int)Math.Min(buffer.Length, end - _at)]);
            _at += read;
            return read;
        }
    }
}

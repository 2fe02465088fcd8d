using System.Globalization;

namespace Barelane.Cli.Parsing;

/// <summary>Sizes of memory as people write them: 512MiB, 4GiB.</summary>
internal static class MemorySize
{
    private static readonly (string Unit, ulong Bytes)[] Units = [("KiB", 1UL << 10), ("MiB", 1UL << 20), ("GiB", 1UL << 30), ("TiB", 1UL << 40)];

    /// <summary>Bytes; a text that is no size is a <see cref="UsageException"/>.</summary>
    public static ulong Parse(string text)
    {
        foreach (var (unit, bytes) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && ulong.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= ulong.MaxValue / bytes)
            {
                return count * bytes;
            }
        }

        throw new UsageException($"'{text}' is no size; write it with its unit, such as 512MiB or 4GiB.");
    }
}

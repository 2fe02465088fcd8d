using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Parsing;

/// <summary>Sizes of memory as people write them: 512MiB, 4GiB.</summary>
internal static class MemorySize
{
    /// <summary>Bytes; a text that is no size is a <see cref="UsageException"/>.</summary>
    public static ulong Parse(string text) =>
        MemoryText.TryParse(text, out var bytes) ? bytes : throw new UsageException($"'{text}' is no size; write it with its unit, such as 512MiB or 4GiB.");
}

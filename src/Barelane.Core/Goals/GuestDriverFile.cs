namespace Barelane.Core.Goals;

/// <summary>A driver's file. Plans hold its hash, so that another file under the same name is another plan.</summary>
/// <param name="Path">Where it lies on the machine that Barelane runs on, as the document has it.</param>
public sealed record GuestDriverFile(string Path)
{
    /// <summary>SHA-256 of its content in lower-case hexadecimal digits; empty until somebody has read the file.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Its size in bytes; 0 until somebody has read the file.</summary>
    public long Bytes { get; init; }

    /// <summary>The file's name without its folders.</summary>
    public string Name => Path[(Path.LastIndexOfAny(['/', '\\']) + 1)..];
}

namespace Barelane.Core.Adapters;

/// <summary>One named text for a support bundle.</summary>
public sealed record SupportText
{
    /// <summary>The most of a log that is taken, in bytes: its end.</summary>
    public const int LongestLog = 8 * 1024 * 1024;

    /// <summary>Its place below the site's folder, with '/' between the parts; may hold names, which are replaced like those inside the text.</summary>
    public required string Path { get; init; }

    /// <summary>Where it comes from, for people: <c>dmesg on the host</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>
    /// Reads it: null where there is none, which is no failure (no such program, a VM that never ran). Throws <see cref="SiteException"/> where it
    /// could not be read.
    /// </summary>
    public required Func<CancellationToken, Task<string?>> ReadAsync { get; init; }
}

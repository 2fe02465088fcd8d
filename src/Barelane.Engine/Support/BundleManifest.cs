namespace Barelane.Engine.Support;

/// <summary>What a support bundle holds and what it lacks. Stands in it as <c>MANIFEST.json</c>, the last of its files.</summary>
public sealed record BundleManifest
{
    /// <summary>Version of this format.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>What kind of file this is.</summary>
    public string Type { get; init; } = "support-bundle";

    /// <summary>The program that made it.</summary>
    public required string Tool { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>From when on logs were asked for; null: no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether names stand in it as they are; secrets never do.</summary>
    public required bool KeepsNames { get; init; }

    /// <summary>How many names were replaced.</summary>
    public required int NamesReplaced { get; init; }

    /// <summary>The texts in it.</summary>
    public required IReadOnlyList<BundleEntry> Files { get; init; }

    /// <summary>What is not in it, and why.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
}

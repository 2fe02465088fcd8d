using Barelane.Core.Goals;

namespace Barelane.Cli.Support;

/// <summary>What a support bundle is to hold.</summary>
internal sealed record BundleRequest
{
    /// <summary>The sites to ask; empty: local parts only.</summary>
    public required IReadOnlyList<SiteSpec> Sites { get; init; }

    /// <summary>The document; null where there is none.</summary>
    public Document? Document { get; init; }

    /// <summary>The document's file; null where there is none.</summary>
    public string? DocumentFile { get; init; }

    /// <summary>Why there is no document; empty where there is one or none was wanted.</summary>
    public string WhyNoDocument { get; init; } = "";

    /// <summary>The journal's file.</summary>
    public required string Journal { get; init; }

    /// <summary>The VM that it is about, as SITE/VM or a name; null: every VM that has a device of its host.</summary>
    public string? Vm { get; init; }

    /// <summary>From when on logs and runs are wanted; null: all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether names stay.</summary>
    public bool KeepNames { get; init; }
}

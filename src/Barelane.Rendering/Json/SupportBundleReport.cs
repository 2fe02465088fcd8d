using Barelane.Engine.Support;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>support-bundle</c>.</summary>
public sealed record SupportBundleReport : Report
{
    /// <inheritdoc/>
    public override string Type => "support-bundle";

    /// <summary>Where the archive is.</summary>
    public required string File { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>What is in it and what is not, as the archive itself says.</summary>
    public required BundleManifest Manifest { get; init; }
}

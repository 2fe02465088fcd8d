using Barelane.Knowledge.Catalog;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>catalog check</c>.</summary>
public sealed record CatalogCheckReport : Report
{
    /// <inheritdoc/>
    public override string Type => "catalog-check";

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>What the file holds: <c>card</c>, <c>server</c> or <c>combination</c>.</summary>
    public required string Holds { get; init; }

    /// <summary>Names of the entries that are used.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    /// <summary>The mistakes, each with its line; such an entry is not used.</summary>
    public required IReadOnlyList<string> Mistakes { get; init; }

    /// <summary>What entries that are used leave open.</summary>
    public required IReadOnlyList<string> Lacks { get; init; }

    /// <summary>Entries that come with the program and are replaced.</summary>
    public required IReadOnlyList<string> Replaces { get; init; }

    /// <summary>The report of a reading.</summary>
    public static CatalogCheckReport Of(string file, HardwareReading reading) => new()
    {
        File = file,
        Holds = reading.Word,
        Entries = reading.Names,
        Mistakes = reading.Problems,
        Lacks = reading.Lacks,
        Replaces = reading.Replaces,
    };
}

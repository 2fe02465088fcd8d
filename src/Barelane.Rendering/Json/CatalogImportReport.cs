using Barelane.Knowledge.Catalog.Import;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>catalog import</c>.</summary>
public sealed record CatalogImportReport : Report
{
    /// <inheritdoc/>
    public override string Type => "catalog-import";

    /// <summary>The list.</summary>
    public required string File { get; init; }

    /// <summary>Where it was written to; null where nothing was.</summary>
    public required string? Place { get; init; }

    /// <summary>What the file is.</summary>
    public required string Form { get; init; }

    /// <summary>Rows of the list.</summary>
    public required int Rows { get; init; }

    /// <summary>Combinations that were taken.</summary>
    public required int Taken { get; init; }

    /// <summary>Columns that were understood, each with what it was taken for.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Columns that were not.</summary>
    public required IReadOnlyList<string> OtherColumns { get; init; }

    /// <summary>What was not taken, with its line.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>The report of an import.</summary>
    public static CatalogImportReport Of(string file, string? place, ImportedList list) => new()
    {
        File = file,
        Place = place,
        Form = list.Form,
        Rows = list.Rows,
        Taken = list.Taken,
        Columns = list.Columns,
        OtherColumns = list.OtherColumns,
        Skipped = list.Skipped,
    };
}

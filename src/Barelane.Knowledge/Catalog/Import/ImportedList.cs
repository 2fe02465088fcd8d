namespace Barelane.Knowledge.Catalog.Import;

/// <summary>What was taken from a vendor's list.</summary>
public sealed record ImportedList
{
    /// <summary>What the file is: <c>CSV</c>, <c>JSON</c> or <c>HTML</c>; empty where no table was found.</summary>
    public required string Form { get; init; }

    /// <summary>The list in the form of a catalogue's file; null where nothing was taken.</summary>
    public string? Json { get; init; }

    /// <summary>Combinations that were taken.</summary>
    public required int Taken { get; init; }

    /// <summary>Rows of the list.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns that were understood, each with what it was taken for.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that were not.</summary>
    public IReadOnlyList<string> OtherColumns { get; init; } = [];

    /// <summary>A sentence for each row or part of it that was not taken, with its line.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }
}

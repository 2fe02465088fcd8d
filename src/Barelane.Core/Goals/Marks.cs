using Barelane.Core.Plans;

namespace Barelane.Core.Goals;

/// <summary>
/// The mark that a VM carries while it holds what Barelane gave it: notice and ownership for colleagues, no lock. It survives the
/// loss of the journal. Each part is a field of its own (<see cref="Field.Mark"/>).
/// </summary>
public static class Marks
{
    /// <summary>Name of the document that gave.</summary>
    public static readonly Field Document = Field.Mark("document");

    /// <summary>The run that last changed the VM.</summary>
    public static readonly Field Run = Field.Mark("run");

    /// <summary>The backings that were given, see <see cref="FormatCards"/>.</summary>
    public static readonly Field Cards = Field.Mark("cards");

    /// <summary>Version of the mark; <see cref="CurrentVersion"/>.</summary>
    public static readonly Field Version = Field.Mark("version");

    /// <summary>The version written now.</summary>
    public const string CurrentVersion = "1";

    private const string Separator = " + ";

    /// <summary>Backings as one text, in ordinal order; a backing given twice stands twice.</summary>
    public static string FormatCards(IEnumerable<string> backings) => string.Join(Separator, backings.Order(StringComparer.Ordinal));

    /// <summary>The backings of a text that <see cref="FormatCards"/> made; empty for null.</summary>
    public static IReadOnlyList<string> ParseCards(string? text) =>
        string.IsNullOrEmpty(text) ? [] : text.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}

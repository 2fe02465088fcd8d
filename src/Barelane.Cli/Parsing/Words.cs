namespace Barelane.Cli.Parsing;

/// <summary>Options that take several words, separated by commas or given again.</summary>
internal static class Words
{
    /// <summary>The words, blanks around them taken off, each once.</summary>
    public static IReadOnlyList<string> Split(string[]? values) =>
        (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).ToList();
}

using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>The forms that names in a document have.</summary>
internal static class Names
{
    /// <summary>What <see cref="IsSimple"/> takes.</summary>
    public const string SimpleRule = "use 1 to 63 letters, digits, '.', '_' or '-', beginning with a letter or digit.";

    /// <summary>A document's name or a site's alias: safe in marks, paths and on a command line.</summary>
    public static bool IsSimple(string name) =>
        name.Length is >= 1 and <= 63 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>What is wrong with an <c>alias/name</c>; null where nothing is.</summary>
    public static string? ProblemOfPath(string path, IReadOnlyList<SiteSpec> sites)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            return $"'{path}' must begin with its site's alias: write 'alias/name'.";
        }

        var alias = path[..slash];
        var aliases = sites.Select(s => s.Alias).ToList();
        return aliases.Contains(alias, StringComparer.Ordinal)
            ? null
            : $"'{path}' names the site '{alias}', which this document does not have.{Nearest.Hint(alias, aliases)}";
    }

    /// <summary>A rule's id: <c>AREA-TOPIC-NNN</c>.</summary>
    public static bool IsRuleId(string id)
    {
        var parts = id.Split('-');
        return parts.Length >= 3
            && parts[..^1].All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            && parts[^1].Length == 3 && parts[^1].All(char.IsAsciiDigit);
    }

    /// <summary>A window of local time, <c>HH:MM-HH:MM</c>, that is longer than nothing.</summary>
    public static bool IsWindow(string window)
    {
        var parts = window.Split('-');
        return parts.Length == 2 && IsTime(parts[0]) && IsTime(parts[1]) && !string.Equals(parts[0], parts[1], StringComparison.Ordinal);
    }

    private static bool IsTime(string text) =>
        text.Length == 5 && text[2] == ':'
        && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[3]) && char.IsAsciiDigit(text[4])
        && ((text[0] - '0') * 10) + text[1] - '0' < 24 && text[3] < '6';
}

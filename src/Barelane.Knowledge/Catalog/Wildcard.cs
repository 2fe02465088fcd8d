using System.IO.Enumeration;

namespace Barelane.Knowledge.Catalog;

/// <summary>Patterns with <c>*</c> and <c>?</c>, without regard to case, that cover a whole name.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name.Trim(), ignoreCase: true);
}

using System.Globalization;
using System.Text;

namespace Barelane.Rendering.Reference;

/// <summary>What the pages that are made from the data have in common.</summary>
internal static class Markdown
{
    private const string Made = "<!-- Made from the data by a test; BARELANE_ACCEPT=1 makes it anew. -->\n";

    /// <summary>A page with its heading and first paragraph.</summary>
    public static StringBuilder Begin(string title, string text) => new StringBuilder(Made).Append(CultureInfo.InvariantCulture, $"# {title}\n\n{text}\n");

    /// <summary>Text with what Markdown would take for markup in it.</summary>
    public static string Escaped(string text) => text
        .Replace("<", "\\<", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>A name as a part of a file's name: lower case, what is neither letter nor digit as one dash.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}

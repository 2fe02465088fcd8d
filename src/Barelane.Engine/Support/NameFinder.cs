using System.Buffers;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;

namespace Barelane.Engine.Support;

/// <summary>
/// Replaces many texts in one pass, each where it stands alone: neither a letter nor a digit goes on where one begins or ends. Also finds them as XML, JSON
/// and addresses write them. Case is not regarded. Immutable.
/// </summary>
public sealed class NameFinder
{
    private const int LeastInside = 4;
    private readonly Dictionary<string, string> _replacements = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _lengths;
    private readonly SearchValues<string> _any;

    private readonly bool _insideWords;

    /// <summary>A finder of these texts with what takes their place.</summary>
    /// <param name="names">The texts, each with its replacement.</param>
    /// <param name="insideWords">Whether a text of four characters and more is replaced inside of longer words too, as a secret has to be.</param>
    public NameFinder(IEnumerable<KeyValuePair<string, string>> names, bool insideWords = false)
    {
        _insideWords = insideWords;
        foreach (var (name, by) in names.Where(n => n.Key.Length > 0))
        {
            foreach (var form in Forms(name))
            {
                _replacements.TryAdd(form, by);
            }
        }

        _lengths = [.. _replacements.Keys.Select(k => k.Length).Distinct().OrderDescending()];
        _any = SearchValues.Create([.. _replacements.Keys], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The text with every name replaced.</summary>
    public string Replace(string text)
    {
        var known = _replacements.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = text.AsSpan();
        StringBuilder? result = null;
        var (done, at) = (0, 0);
        while (_replacements.Count > 0 && at < rest.Length && rest[at..].IndexOfAny(_any) is var next and >= 0)
        {
            at += next;
            var length = 0;
            foreach (var candidate in _lengths)
            {
                if (at + candidate <= rest.Length && known.TryGetValue(rest.Slice(at, candidate), out var by) && ((_insideWords && candidate >= LeastInside) || StandsAlone(rest, at, candidate)))
                {
                    (result ??= new StringBuilder(text.Length)).Append(rest[done..at]).Append(by);
                    length = candidate;
                    break;
                }
            }

            at += Math.Max(length, 1);
            done = length > 0 ? at : done;
        }

        return result is null ? text : result.Append(rest[done..]).ToString();
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int at, int length) =>
        (at == 0 || !IsOfWord(text[at]) || !IsOfWord(text[at - 1]))
        && (at + length == text.Length || !IsOfWord(text[at + length - 1]) || !IsOfWord(text[at + length]));

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c);

    private static IEnumerable<string> Forms(string name) => new[]
    {
        name,
        SecurityElement.Escape(name),
        name.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
        JavaScriptEncoder.Default.Encode(name),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name),
        Uri.EscapeDataString(name),
        name.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2f", StringComparison.Ordinal).Replace("\\", "%5c", StringComparison.Ordinal),
    }.Where(f => f.Length > 0).Distinct(StringComparer.Ordinal);
}

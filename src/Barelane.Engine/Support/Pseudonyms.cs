using System.Globalization;

namespace Barelane.Engine.Support;

/// <summary>
/// Made-up names in the place of real ones, each name by the same one wherever it stands: <c>host-001</c>, <c>vm-014</c>. The same names in the same order
/// give the same pseudonyms. Not for use by several threads.
/// </summary>
public sealed class Pseudonyms
{
    private readonly Dictionary<string, Dictionary<string, string>> _byKind = new(StringComparer.Ordinal);
    private readonly StringComparer _comparer;

    /// <summary>Pseudonyms of none so far.</summary>
    /// <param name="ignoreCase">Whether names that differ in their case only are one name, as logs write host names either way.</param>
    public Pseudonyms(bool ignoreCase = false) => _comparer = ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Every name with its pseudonym; the longest name first, since one may be part of another.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => [.. _byKind.Values.SelectMany(k => k).OrderByDescending(p => p.Key.Length).ThenBy(p => p.Key, StringComparer.Ordinal)];

    /// <summary>The pseudonym of a name of this kind; made where it has none yet. <paramref name="before"/> stands before a new one.</summary>
    public string Of(string kind, string name, string before = "")
    {
        var known = Names(kind);
        if (!known.TryGetValue(name, out var made))
        {
            made = string.Create(CultureInfo.InvariantCulture, $"{before}{kind}-{known.Count + 1:000}");
            known[name] = made;
        }

        return made;
    }

    /// <summary>The pseudonym of a name of this kind in a form of its own, made of the number of names of this kind before it.</summary>
    public string Of(string kind, string name, Func<int, string> form)
    {
        var known = Names(kind);
        if (!known.TryGetValue(name, out var made))
        {
            known[name] = made = form(known.Count + 1);
        }

        return made;
    }

    private Dictionary<string, string> Names(string kind)
    {
        if (!_byKind.TryGetValue(kind, out var known))
        {
            _byKind[kind] = known = new Dictionary<string, string>(_comparer);
        }

        return known;
    }
}

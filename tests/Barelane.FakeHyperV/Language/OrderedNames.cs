using System.Collections;

namespace Barelane.FakeHyperV.Language;

/// <summary>Names of parameters: they ignore case and keep their order, the first being the one that may go without its name.</summary>
internal sealed class OrderedNames(IEnumerable<string> names) : IReadOnlySet<string>
{
    private readonly string[] _names = [.. names];
    private readonly HashSet<string> _set = new(names, StringComparer.OrdinalIgnoreCase);

    public int Count => _names.Length;

    public bool Contains(string item) => _set.Contains(item);

    public bool IsProperSubsetOf(IEnumerable<string> other) => _set.IsProperSubsetOf(other);

    public bool IsProperSupersetOf(IEnumerable<string> other) => _set.IsProperSupersetOf(other);

    public bool IsSubsetOf(IEnumerable<string> other) => _set.IsSubsetOf(other);

    public bool IsSupersetOf(IEnumerable<string> other) => _set.IsSupersetOf(other);

    public bool Overlaps(IEnumerable<string> other) => _set.Overlaps(other);

    public bool SetEquals(IEnumerable<string> other) => _set.SetEquals(other);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

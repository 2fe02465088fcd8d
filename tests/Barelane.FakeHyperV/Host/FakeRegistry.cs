using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>The part of HKEY_LOCAL_MACHINE that scripts touch: keys by path without hive, each with its values. Names ignore case.</summary>
public sealed class FakeRegistry
{
    private readonly SortedDictionary<string, SortedDictionary<string, (string Kind, object? Value)>> _keys = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Keys => _keys.Keys;

    public bool Has(string key) => _keys.ContainsKey(key) || _keys.Keys.Any(k => k.StartsWith(key + "\\", StringComparison.OrdinalIgnoreCase));

    public FakeRegistry Create(string key)
    {
        _keys.TryAdd(key, new(StringComparer.OrdinalIgnoreCase));
        return this;
    }

    public FakeRegistry Set(string key, string name, string kind, object? value)
    {
        Create(key);
        _keys[key][name] = (kind, value);
        return this;
    }

    public bool Remove(string key, string name) => _keys.TryGetValue(key, out var values) && values.Remove(name);

    /// <summary>Removes a key with all below it; false where there is none.</summary>
    public bool Remove(string key)
    {
        var gone = _keys.Keys.Where(k => k.Equals(key, StringComparison.OrdinalIgnoreCase) || k.StartsWith(key + "\\", StringComparison.OrdinalIgnoreCase)).ToList();
        gone.ForEach(k => _keys.Remove(k));
        return gone.Count > 0;
    }

    /// <summary>The names of the keys right below one.</summary>
    public IEnumerable<string> Below(string key) => _keys.Keys.Where(k => k.StartsWith(key + "\\", StringComparison.OrdinalIgnoreCase)).Select(k => k[(key.Length + 1)..].Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase);

    public object? Get(string key, string name) => _keys.TryGetValue(key, out var values) && values.TryGetValue(name, out var found) ? found.Value : null;

    public IEnumerable<(string Name, string Kind, object? Value)> Values(string key) =>
        _keys.TryGetValue(key, out var values) ? values.Select(v => (v.Key, v.Value.Kind, v.Value.Value)) : [];

    internal IEnumerable<string> Describe() => _keys.SelectMany(k => k.Value.Select(v => $@"registry {k.Key}\{v.Key} = {v.Value.Kind} {Conversion.ToText(v.Value.Value)}"));
}

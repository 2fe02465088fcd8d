namespace Barelane.FakeHyperV.Values;

/// <summary>A hashtable: keys are texts that ignore case, as the literal @{ } makes them.</summary>
internal sealed class PsTable
{
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Keys => _keys;

    public object? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set
        {
            if (!_values.ContainsKey(key))
            {
                _keys.Add(key);
            }

            _values[key] = value;
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public override string ToString() => "System.Collections.Hashtable";
}

using System.Collections;

namespace Barelane.Twin.Values;

/// <summary>
/// A vim25 data object as a bag of named values. The order of its elements is not kept here: the schema knows it, and
/// the SOAP writer follows the schema, so that no response can be out of order.
/// </summary>
internal sealed class VimObject(string type) : IEnumerable<KeyValuePair<string, object>>
{
    private readonly Dictionary<string, object> _fields = new(StringComparer.Ordinal);

    public string Type { get; } = type;

    public object? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>Sets a value and returns this object; a null leaves the element out, since vim25 has no null.</summary>
    public VimObject Set(string name, object? value)
    {
        if (value is null)
        {
            _fields.Remove(name);
        }
        else
        {
            _fields[name] = value;
        }

        return this;
    }

    public bool Has(string name) => _fields.ContainsKey(name);

    public string? Text(string name) => this[name] as string;

    public bool? Flag(string name) => this[name] as bool?;

    public MoRef? Ref(string name) => this[name] as MoRef?;

    public VimObject? Child(string name) => this[name] as VimObject;

    public long? Number(string name) => this[name] switch
    {
        long value => value,
        int value => value,
        short value => value,
        sbyte value => value,
        _ => null,
    };

    /// <summary>The items of a repeated element; empty when it was left out.</summary>
    public IEnumerable<T> Items<T>(string name) => this[name] is VimArray array ? array.Items.OfType<T>() : [];

    /// <summary>A copy that can be changed without changing this object.</summary>
    public VimObject Copy()
    {
        var copy = new VimObject(Type);
        foreach (var (name, value) in _fields)
        {
            copy._fields[name] = value is VimObject child ? child.Copy() : value;
        }

        return copy;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

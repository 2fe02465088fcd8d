namespace Barelane.FakeHyperV.Values;

/// <summary>An object with named properties: what a cmdlet puts out, or [pscustomobject]. Names ignore case and keep their order.</summary>
internal sealed class PsObject(string typeName, string? text = null)
{
    public const string Custom = "System.Management.Automation.PSCustomObject";

    private readonly List<string> _names = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its .NET or CIM type.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>The names of its properties, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The value behind it where it decorates a string: what Get-Content gives carries note properties.</summary>
    public object? Base { get; init; }

    public object? this[string name]
    {
        get => _values[name];
        set
        {
            if (!_values.ContainsKey(name))
            {
                _names.Add(name);
            }

            _values[name] = value;
        }
    }

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    /// <summary>For building it in one expression.</summary>
    public PsObject With(string name, object? value)
    {
        this[name] = value;
        return this;
    }

    /// <summary>What [string] makes of it: its own text, for [pscustomobject] the braces that Windows PowerShell prints, otherwise its type.</summary>
    public override string ToString() => text
        ?? (Base is not null ? Conversion.ToText(Base) : TypeName == Custom ? $"@{{{string.Join("; ", _names.Select(n => $"{n}={Conversion.ToText(_values[n])}"))}}}" : TypeName);
}

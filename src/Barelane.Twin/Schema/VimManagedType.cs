namespace Barelane.Twin.Schema;

/// <summary>A managed type: its properties and the methods that the twin answers.</summary>
internal sealed class VimManagedType(string name, VimManagedType? parent)
{
    private readonly Dictionary<string, VimField> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VimMethod> _methods = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public VimManagedType? Parent { get; } = parent;

    public IEnumerable<VimField> Properties => [.. Parent?.Properties ?? [], .. _properties.Values];

    public void Add(VimField property) => _properties.Add(property.Name, property);

    public void Add(VimMethod method) => _methods.Add(method.Name, method);

    public VimField? Property(string name) => _properties.GetValueOrDefault(name) ?? Parent?.Property(name);

    public VimMethod? Method(string name) => _methods.GetValueOrDefault(name) ?? Parent?.Method(name);

    public bool DerivesFrom(string ancestor) =>
        Name == ancestor || (Parent is not null && Parent.DerivesFrom(ancestor));
}

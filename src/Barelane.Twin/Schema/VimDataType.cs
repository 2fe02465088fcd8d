namespace Barelane.Twin.Schema;

/// <summary>A data type or fault: its elements in wire order, inherited ones first (they form an xsd:sequence).</summary>
internal sealed class VimDataType(string name, VimDataType? parent, ApiVersion? since)
{
    private readonly List<VimField> _own = [];
    private IReadOnlyList<VimField>? _all;

    public string Name { get; } = name;

    public VimDataType? Parent { get; } = parent;

    public ApiVersion? Since { get; } = since;

    public IReadOnlyList<VimField> Fields => _all ??= [.. Parent?.Fields ?? [], .. _own];

    public void Add(VimField field) => _own.Add(field);

    public VimField? Field(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    public bool DerivesFrom(string ancestor) =>
        Name == ancestor || (Parent is not null && Parent.DerivesFrom(ancestor));

    /// <summary>This type, or its nearest ancestor that a client of the version knows (reference §1.1, Versions).</summary>
    public VimDataType KnownIn(ApiVersion version) =>
        Since is { } since && since > version && Parent is not null ? Parent.KnownIn(version) : this;
}

namespace Barelane.VSphere.Wire;

/// <summary>A foreach over the child elements of the element that a <see cref="VimReader"/> stands on. Yields each child's name.</summary>
internal ref struct VimChildren
{
    private readonly VimReader _reader;
    private readonly int _depth;
    private VimChildrenState _state;

    internal VimChildren(VimReader reader, int depth)
    {
        _reader = reader;
        _depth = depth;
    }

    public readonly string Current => _reader.Name;

    public readonly VimChildren GetEnumerator() => this;

    public bool MoveNext() => _reader.MoveToChild(_depth, ref _state);
}

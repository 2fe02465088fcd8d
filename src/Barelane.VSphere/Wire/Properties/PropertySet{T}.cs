namespace Barelane.VSphere.Wire;

/// <summary>
/// Says which properties of a managed type make up a <typeparamref name="T"/> and how each is read: one list that is both the question and the reader
/// of the answer. Immutable once built; shared by all calls.
/// </summary>
/// <param name="type">The managed type, or a base of those wanted, such as 'ManagedEntity'.</param>
/// <param name="create">Makes the row for an object.</param>
internal sealed class PropertySet<T>(string type, Func<ManagedObjectRef, T> create)
    where T : class
{
    private readonly Dictionary<string, Action<T, VimReader>> _readers = [];
    private readonly List<string> _paths = [];
    private Action<T, string, VimFault>? _missing;

    public string Type => type;

    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Adds a property by its path. A property that the object does not have is not read: the row keeps its initial value, which means absent.</summary>
    public PropertySet<T> Add(string path, Action<T, VimReader> read)
    {
        _readers.Add(path, read);
        _paths.Add(path);
        return this;
    }

    /// <summary>Says what becomes of a property that the server has but does not give, for want of a privilege or because a host does not answer.</summary>
    public PropertySet<T> OnMissing(Action<T, string, VimFault> missing)
    {
        _missing = missing;
        return this;
    }

    /// <summary>Sends the rows that an answer brings to a receiver.</summary>
    public PropertySink To(Action<T> receiver) => new Sink(this, receiver);

    public T Create(ManagedObjectRef self) => create(self);

    /// <summary>Reads one property into a row; false when the set does not have that path.</summary>
    public bool Read(T row, string path, VimReader value)
    {
        if (!_readers.TryGetValue(path, out var read))
        {
            return false;
        }

        read(row, value);
        return true;
    }

    public void Missing(T row, string path, VimFault why) => _missing?.Invoke(row, path, why);

    private sealed class Sink(PropertySet<T> set, Action<T> receiver) : PropertySink(set.Type, set.Paths)
    {
        private readonly List<T> _page = [];

        public override void Begin(ManagedObjectRef self) => _page.Add(set.Create(self));

        public override void Read(string path, VimReader value) => set.Read(_page[^1], path, value);

        public override void Missing(string path, VimFault why) => set.Missing(_page[^1], path, why);

        public override void Commit()
        {
            foreach (var row in _page)
            {
                receiver(row);
            }

            _page.Clear();
        }

        public override void Discard() => _page.Clear();
    }
}

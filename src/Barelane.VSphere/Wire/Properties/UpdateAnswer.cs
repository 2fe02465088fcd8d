namespace Barelane.VSphere.Wire;

/// <summary>Reads an UpdateSet about one object into a row.</summary>
internal sealed class UpdateAnswer<T>(PropertySet<T> set, ManagedObjectRef self, T row)
    where T : class
{
    public string Version { get; private set; } = string.Empty;

    /// <summary>The server has more: ask again at once.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Something about the object arrived.</summary>
    public bool Changed { get; private set; }

    /// <summary>The object is gone.</summary>
    public bool Left { get; private set; }

    /// <summary>A change came that the set's readers can't apply, such as one below a path that was asked for: read the object as a whole.</summary>
    public bool MustReadAgain { get; private set; }

    /// <summary>Reads the returnval element.</summary>
    public UpdateAnswer<T> Read(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "version":
                    Version = reader.ReadString();
                    break;
                case "filterSet":
                    ReadFilter(reader);
                    break;
                case "truncated":
                    Truncated = reader.ReadBoolean();
                    break;
            }
        }

        return this;
    }

    private void ReadFilter(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "objectSet")
            {
                ReadObject(reader);
            }
            else if (name == "missingSet")
            {
                Left = true;
            }
        }
    }

    private void ReadObject(VimReader reader)
    {
        var kind = string.Empty;
        var mine = true;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "kind":
                    kind = reader.ReadPooled();
                    break;
                case "obj":
                    mine = reader.ReadRef() == self;
                    Left |= mine && kind == "leave";
                    break;
                case "changeSet" when mine:
                    ReadChange(reader);
                    Changed = true;
                    break;
            }
        }
    }

    private void ReadChange(VimReader reader)
    {
        string path = string.Empty, operation = string.Empty;
        var applied = false;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "name":
                    path = reader.ReadPooled();
                    break;
                case "op":
                    operation = reader.ReadPooled();
                    break;
                case "val":
                    applied = operation == "assign" && set.Read(row, path, reader);
                    break;
            }
        }

        MustReadAgain |= !applied;
    }
}

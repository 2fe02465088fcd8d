namespace Barelane.VSphere.Wire;

/// <summary>Takes the objects of one managed type out of an answer. Built by <see cref="PropertySet{T}.To"/>.</summary>
internal abstract class PropertySink(string type, IReadOnlyList<string> paths)
{
    public string Type => type;

    public IReadOnlyList<string> Paths => paths;

    /// <summary>Begins an object.</summary>
    public abstract void Begin(ManagedObjectRef self);

    /// <summary>Reads one property of the object begun, or passes over it.</summary>
    public abstract void Read(string path, VimReader value);

    /// <summary>Notes that a property exists but could not be read, and why.</summary>
    public abstract void Missing(string path, VimFault why);

    /// <summary>Hands over the objects of a page that has arrived as a whole.</summary>
    public abstract void Commit();

    /// <summary>Drops the objects of a page that broke off, so that asking again doubles none.</summary>
    public abstract void Discard();
}

using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>Anything the API can refer to. Read and changed only while holding the site's <see cref="TwinSite.Gate"/>.</summary>
public abstract class TwinObject
{
    private protected TwinObject(TwinSite site, string type, string id, string name, TwinObject? parent)
    {
        Site = site;
        Ref = new MoRef(type, id);
        Name = name;
        Parent = parent;
    }

    /// <summary>The reference under which clients know it.</summary>
    public MoRef Ref { get; }

    /// <summary>The name; empty for objects that have none.</summary>
    public string Name { get; internal set; }

    internal TwinSite Site { get; }

    internal TwinObject? Parent { get; set; }

    /// <summary>The site's revision at this object's last change; property filters look again only when it moved.</summary>
    internal long Revision { get; set; }

    internal MoRef? RecentTask { get; set; }

    /// <summary>The value of a property that the schema gives to the object's type; null when it is not set.</summary>
    internal abstract object? Read(string property);
}

using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A folder of the inventory.</summary>
public sealed class TwinFolder : TwinObject
{
    internal TwinFolder(TwinSite site, string id, string name, TwinObject? parent, params string[] childTypes)
        : base(site, "Folder", id, name, parent) => ChildTypes = childTypes;

    internal IReadOnlyList<string> ChildTypes { get; }

    internal List<TwinObject> Children { get; } = [];

    internal override object? Read(string property) => property switch
    {
        "childType" => VimArray.Of(ChildTypes),
        "childEntity" => VimArray.Of(Children.Select(child => child.Ref)),
        _ => EntityProperties.Read(this, property),
    };
}

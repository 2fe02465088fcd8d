using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A folder, datacenter or vApp: a part of the path of what is in it.</summary>
internal sealed class EntityRow(ManagedObjectRef self) : PropertyRow(self)
{
    public string Name { get; private set; } = "";

    public ManagedObjectRef? Parent { get; private set; }

    /// <summary>The set for one managed type.</summary>
    public static PropertySet<EntityRow> Set(ServerPaths paths, string type)
    {
        var set = PropertySets.Of(type, self => new EntityRow(self))
            .Ask(paths, "name", (row, reader) => row.Name = reader.ReadPooled())
            .Ask(paths, "parent", (row, reader) => row.Parent = reader.ReadRef());
        return type == "VirtualApp" ? set.Ask(paths, "parentFolder", (row, reader) => row.Parent = reader.ReadRef()) : set;
    }
}

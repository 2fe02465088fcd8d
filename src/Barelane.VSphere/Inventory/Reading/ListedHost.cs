using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A host in the list that names and identities are looked up in.</summary>
internal sealed class ListedHost(ManagedObjectRef self) : PropertyRow(self)
{
    public ManagedObjectRef? Parent { get; private set; }

    public string? Uuid { get; private set; }

    public static PropertySet<ListedHost> Set(ServerPaths paths) => PropertySets.Of("HostSystem", self => new ListedHost(self))
        .Ask(paths, "parent", (row, reader) => row.Parent = reader.ReadRef())
        .Ask(paths, "summary.hardware.uuid", (row, reader) => row.Uuid ??= reader.ReadString())
        .Ask(paths, "hardware.systemInfo.uuid", (row, reader) => row.Uuid = reader.ReadString());
}

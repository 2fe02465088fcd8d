using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A ComputeResource: a cluster, or the frame around a host of its own.</summary>
internal sealed class ComputeRow(ManagedObjectRef self) : PropertyRow(self)
{
    public const string ConfigPath = "configurationEx";

    public bool IsCluster => Self.Type == "ClusterComputeResource";

    public string Name { get; private set; } = "";

    public ManagedObjectRef? Environment { get; private set; }

    public ClusterConfigRow? Config { get; private set; }

    public static PropertySet<ComputeRow> Set(ServerPaths paths) => PropertySets.Of("ComputeResource", self => new ComputeRow(self))
        .Ask(paths, "name", (row, reader) => row.Name = reader.ReadString())
        .Ask(paths, "environmentBrowser", (row, reader) => row.Environment = reader.ReadRef())
        .Ask(paths, ConfigPath, (row, reader) => row.Config = ClusterConfigRow.Read(reader));
}

using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A host's graphics settings.</summary>
internal sealed class GraphicsRow
{
    public static readonly PropertySet<GraphicsRow> Properties = new PropertySet<GraphicsRow>("HostSystem", _ => new GraphicsRow())
        .Add("configManager.graphicsManager", (row, reader) => row.Manager = reader.ReadRef())
        .Add("config.graphicsConfig", (row, reader) => row.Config = GraphicsConfig.Read(reader));

    public ManagedObjectRef? Manager { get; private set; }

    public GraphicsConfig? Config { get; private set; }
}

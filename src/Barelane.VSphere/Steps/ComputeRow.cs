using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>What is needed of the cluster, or of the lone host's compute resource.</summary>
internal sealed class ComputeRow
{
    public static readonly PropertySet<ComputeRow> Properties = new PropertySet<ComputeRow>("ComputeResource", _ => new ComputeRow())
        .Add("resourcePool", (row, reader) => row.Pool = reader.ReadRef())
        .Add("environmentBrowser", (row, reader) => row.EnvironmentBrowser = reader.ReadRef())
        .Add("parent", (row, reader) => row.Parent = reader.ReadRef());

    public ManagedObjectRef? Pool { get; private set; }

    public ManagedObjectRef? EnvironmentBrowser { get; private set; }

    public ManagedObjectRef? Parent { get; private set; }
}

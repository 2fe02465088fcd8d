using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>The storage and networks a host reaches.</summary>
internal sealed class HostOwned
{
    public static readonly PropertySet<HostOwned> Properties = new PropertySet<HostOwned>("HostSystem", _ => new HostOwned())
        .Add("datastore", (row, reader) => row.Datastores = reader.ReadList(r => r.ReadRef()))
        .Add("network", (row, reader) => row.Networks = reader.ReadList(r => r.ReadRef()));

    public IReadOnlyList<ManagedObjectRef> Datastores { get; private set; } = [];

    public IReadOnlyList<ManagedObjectRef> Networks { get; private set; } = [];
}

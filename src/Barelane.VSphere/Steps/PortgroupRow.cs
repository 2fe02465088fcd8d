using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A distributed port group and its switch.</summary>
internal sealed class PortgroupRow
{
    public static readonly PropertySet<PortgroupRow> Properties = new PropertySet<PortgroupRow>("DistributedVirtualPortgroup", _ => new PortgroupRow())
        .Add("key", (row, reader) => row.Key = reader.ReadString())
        .Add("config.distributedVirtualSwitch", (row, reader) => row.Switch = reader.ReadRef());

    public string Key { get; private set; } = "";

    public ManagedObjectRef? Switch { get; private set; }
}

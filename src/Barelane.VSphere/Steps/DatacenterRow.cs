using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A datacenter's folder of VMs.</summary>
internal sealed class DatacenterRow
{
    public static readonly PropertySet<DatacenterRow> Properties = new PropertySet<DatacenterRow>("Datacenter", _ => new DatacenterRow())
        .Add("vmFolder", (row, reader) => row.VmFolder = reader.ReadRef());

    public ManagedObjectRef? VmFolder { get; private set; }
}

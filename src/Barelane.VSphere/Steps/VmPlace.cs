using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Where a VM is.</summary>
internal sealed class VmPlace
{
    public static readonly PropertySet<VmPlace> Properties = new PropertySet<VmPlace>("VirtualMachine", _ => new VmPlace())
        .Add("resourcePool", (row, reader) => row.Pool = reader.ReadRef())
        .Add("runtime.host", (row, reader) => row.Host = reader.ReadRef());

    public ManagedObjectRef? Pool { get; private set; }

    public ManagedObjectRef? Host { get; private set; }
}

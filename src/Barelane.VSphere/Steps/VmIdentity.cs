using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>By what a VM is known for good: its instance UUID.</summary>
internal sealed class VmIdentity
{
    public static readonly PropertySet<VmIdentity> Properties = new PropertySet<VmIdentity>("VirtualMachine", self => new VmIdentity { Id = self.Value })
        .Add("config.instanceUuid", (row, reader) => row.Id = reader.ReadString().ToLowerInvariant());

    public string Id { get; private set; } = "";
}

using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A VM on a host that is to become empty.</summary>
internal sealed class ResidentRow
{
    public static readonly PropertySet<ResidentRow> Properties = new PropertySet<ResidentRow>("VirtualMachine", _ => new ResidentRow())
        .Add("name", (row, reader) => row.Name = reader.ReadString())
        .Add("runtime.powerState", (row, reader) => row.PowerState = reader.ReadPooled())
        .Add("config.hardware.device", (row, reader) => row.HasCards = reader.ReadList(VmPciDevice.Read).Exists(d => d is not null));

    public string Name { get; private set; } = "";

    public string PowerState { get; private set; } = "";

    /// <summary>Whether it has a PCI device or a slice, with which it can't be moved while it runs.</summary>
    public bool HasCards { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => HasCards ? $"'{Name}' (has a PCI device or a slice)" : $"'{Name}'";
}

using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>The PCI devices of a VM, as they are in its configuration now.</summary>
internal sealed class VmHardware
{
    public static readonly PropertySet<VmHardware> Properties = new PropertySet<VmHardware>("VirtualMachine", _ => new VmHardware())
        .Add("config.hardware.device", (row, reader) => row.Devices = [.. reader.ReadList(VmPciDevice.Read).OfType<VmPciDevice>()]);

    public IReadOnlyList<VmPciDevice> Devices { get; private set; } = [];
}

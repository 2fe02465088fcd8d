namespace Barelane.VSphere.Wire;

/// <summary>A VirtualPCIPassthrough device: a whole PCI function or a vGPU, as its backing says.</summary>
internal sealed record PciPassthroughSpec(int Key, PciBacking Backing) : VirtualDeviceSpec(Key)
{
    protected override string TypeName => "VirtualPCIPassthrough";

    protected override void WriteBacking(VimWriter writer) => Backing.Write(writer);
}

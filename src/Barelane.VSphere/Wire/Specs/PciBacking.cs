namespace Barelane.VSphere.Wire;

/// <summary>What stands behind a VirtualPCIPassthrough device.</summary>
internal abstract record PciBacking
{
    public abstract void Write(VimWriter writer);

    /// <summary>Fixed DirectPath: exactly this function of exactly this host.</summary>
    /// <param name="Id">The device's id as the host writes it, '0000:8a:00.0'.</param>
    /// <param name="DeviceId">The PCI device id.</param>
    /// <param name="VendorId">The PCI vendor id.</param>
    /// <param name="SystemId">The host's systemId from QueryConfigTarget; never the hardware's UUID.</param>
    internal sealed record Fixed(string Id, ushort DeviceId, ushort VendorId, string SystemId) : PciBacking
    {
        public override void Write(VimWriter writer)
        {
            writer.Open("backing", "VirtualPCIPassthroughDeviceBackingInfo");
            writer.Write("deviceName", string.Empty);
            writer.Write("id", Id);
            writer.Write("deviceId", PciWire.DeviceIdHex(DeviceId));
            writer.Write("systemId", SystemId);
            writer.Write("vendorId", PciWire.Signed16(VendorId));
            writer.Close();
        }
    }

    /// <summary>Dynamic DirectPath (7.0, vmx-17): any device of these kinds with this label, chosen at power-on.</summary>
    internal sealed record Dynamic(IReadOnlyList<AllowedPciDevice> Allowed, string? CustomLabel) : PciBacking
    {
        public override void Write(VimWriter writer)
        {
            writer.Open("backing", "VirtualPCIPassthroughDynamicBackingInfo");
            writer.Write("deviceName", string.Empty);
            foreach (var device in Allowed)
            {
                device.Write(writer);
            }

            writer.Write("customLabel", CustomLabel);
            writer.Close();
        }
    }

    /// <summary>A vGPU of a profile, such as 'grid_a100-40c'.</summary>
    internal sealed record Vgpu(string Profile) : PciBacking
    {
        public override void Write(VimWriter writer)
        {
            writer.Open("backing", "VirtualPCIPassthroughVmiopBackingInfo");
            writer.Write("vgpu", Profile);
            writer.Close();
        }
    }
}

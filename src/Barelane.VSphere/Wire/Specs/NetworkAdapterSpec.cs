namespace Barelane.VSphere.Wire;

/// <summary>A new vmxnet3 adapter, on a standard network (by name) or on a distributed port group (by switch and key).</summary>
internal sealed record NetworkAdapterSpec(int Key) : VirtualDeviceSpec(Key)
{
    protected override string TypeName => "VirtualVmxnet3";

    public string? NetworkName { get; init; }

    public (string SwitchUuid, string PortgroupKey)? PortGroup { get; init; }

    protected override void WriteBacking(VimWriter writer)
    {
        if (PortGroup is var (switchUuid, portgroupKey))
        {
            writer.Open("backing", "VirtualEthernetCardDistributedVirtualPortBackingInfo");
            writer.Open("port");
            writer.Write("switchUuid", switchUuid);
            writer.Write("portgroupKey", portgroupKey);
            writer.Close();
            writer.Close();
        }
        else if (NetworkName is not null)
        {
            writer.Open("backing", "VirtualEthernetCardNetworkBackingInfo");
            writer.Write("deviceName", NetworkName);
            writer.Close();
        }
    }

    protected override void WriteConnectable(VimWriter writer)
    {
        writer.Open("connectable");
        writer.Write("startConnected", true);
        writer.Write("allowGuestControl", true);
        writer.Write("connected", false);
        writer.Close();
    }

    protected override void WriteOwn(VimWriter writer) => writer.Write("addressType", "generated");
}

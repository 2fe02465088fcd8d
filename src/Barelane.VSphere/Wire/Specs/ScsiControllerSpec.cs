namespace Barelane.VSphere.Wire;

/// <summary>A new paravirtual SCSI controller.</summary>
internal sealed record ScsiControllerSpec(int Key, int BusNumber) : VirtualDeviceSpec(Key)
{
    protected override string TypeName => "ParaVirtualSCSIController";

    protected override void WriteOwn(VimWriter writer)
    {
        writer.Write("busNumber", BusNumber);
        writer.Write("sharedBus", "noSharing");
    }
}

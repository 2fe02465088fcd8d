namespace Barelane.VSphere.Wire;

/// <summary>A device that the VM has, by type and key: enough to remove it.</summary>
internal sealed record ExistingDevice(string Type, int Key) : VirtualDeviceSpec(Key)
{
    protected override string TypeName => Type;
}

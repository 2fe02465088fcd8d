namespace Barelane.VSphere.Wire;

/// <summary>A device of a VM, to be added, or named by its key to be edited or removed.</summary>
/// <param name="Key">The server's key of an existing device; a negative number, unique in the call, for a new one.</param>
internal abstract record VirtualDeviceSpec(int Key)
{
    /// <summary>The key of the controller; unset for a new PCI device, whose slot the server chooses.</summary>
    public int? ControllerKey { get; init; }

    public int? UnitNumber { get; init; }

    /// <summary>The vendor device group that the device belongs to, and its place in it (8.0 and later).</summary>
    public (int Group, int Sequence)? DeviceGroup { get; init; }

    protected abstract string TypeName { get; }

    public void Write(VimWriter writer)
    {
        writer.Open("device", TypeName);
        writer.Write("key", Key);
        WriteBacking(writer);
        WriteConnectable(writer);
        writer.Write("controllerKey", ControllerKey);
        writer.Write("unitNumber", UnitNumber);
        if (DeviceGroup is var (group, sequence))
        {
            writer.Open("deviceGroupInfo");
            writer.Write("groupInstanceKey", group);
            writer.Write("sequenceId", sequence);
            writer.Close();
        }

        WriteOwn(writer);
        writer.Close();
    }

    protected virtual void WriteBacking(VimWriter writer)
    {
    }

    protected virtual void WriteConnectable(VimWriter writer)
    {
    }

    /// <summary>The fields of the subtype, which come after those of VirtualDevice.</summary>
    protected virtual void WriteOwn(VimWriter writer)
    {
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>A new, thinly provisioned disk.</summary>
/// <param name="Key">A negative key.</param>
/// <param name="Capacity">Its size in bytes, a multiple of 1024.</param>
internal sealed record DiskSpec(int Key, long Capacity) : VirtualDeviceSpec(Key)
{
    protected override string TypeName => "VirtualDisk";

    /// <summary>The datastore, or null for that of the VM.</summary>
    public ManagedObjectRef? Datastore { get; init; }

    protected override void WriteBacking(VimWriter writer)
    {
        writer.Open("backing", "VirtualDiskFlatVer2BackingInfo");
        writer.Write("fileName", string.Empty);
        writer.Write("datastore", Datastore);
        writer.Write("diskMode", "persistent");
        writer.Write("thinProvisioned", true);
        writer.Close();
    }

    protected override void WriteOwn(VimWriter writer)
    {
        writer.Write("capacityInKB", Capacity / 1024);
        writer.Write("capacityInBytes", Capacity);
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>One change to a VM's devices: add a new one, edit or remove one that it has.</summary>
internal sealed record DeviceChange
{
    private DeviceChange(string operation, VirtualDeviceSpec device)
    {
        Operation = operation;
        Device = device;
    }

    public string Operation { get; }

    public VirtualDeviceSpec Device { get; }

    /// <summary>'create' for the file of a new disk, 'destroy' to delete the file of a removed one.</summary>
    public string? FileOperation { get; private init; }

    /// <summary>Adds a device, with its file where it is a new disk.</summary>
    public static DeviceChange Add(VirtualDeviceSpec device) => new("add", device) { FileOperation = device is DiskSpec ? "create" : null };

    public static DeviceChange Edit(VirtualDeviceSpec device) => new("edit", device);

    /// <summary>Removes a device; a disk's file stays.</summary>
    public static DeviceChange Remove(VirtualDeviceSpec device) => new("remove", device);

    public void Write(VimWriter writer)
    {
        writer.Open("deviceChange", "VirtualDeviceConfigSpec");
        writer.Write("operation", Operation);
        writer.Write("fileOperation", FileOperation);
        Device.Write(writer);
        writer.Close();
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>The graphics type of one device: 'basic', 'shared', 'direct' or 'sharedDirect'.</summary>
/// <param name="DeviceId">The device's PCI id string.</param>
/// <param name="GraphicsType">The type.</param>
/// <param name="VgpuMode">'none', 'sameSize', 'mixedSize' or 'multiInstanceGpu'; hosts before 8.0 U3 don't know it.</param>
internal sealed record GraphicsDeviceType(string DeviceId, string GraphicsType, string? VgpuMode = null)
{
    public void Write(VimWriter writer)
    {
        writer.Open("deviceType");
        writer.Write("deviceId", DeviceId);
        writer.Write("graphicsType", GraphicsType);
        writer.Write("vgpuMode", VgpuMode);
        writer.Close();
    }

    public static GraphicsDeviceType Read(VimReader reader)
    {
        string id = string.Empty, type = string.Empty;
        string? mode = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "deviceId":
                    id = reader.ReadString();
                    break;
                case "graphicsType":
                    type = reader.ReadPooled();
                    break;
                case "vgpuMode":
                    mode = reader.ReadPooled();
                    break;
            }
        }

        return new GraphicsDeviceType(id, type, mode);
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>A host's graphics settings, as a whole: UpdateGraphicsConfig replaces them all.</summary>
/// <param name="DefaultType">'shared' or 'sharedDirect'.</param>
/// <param name="AssignmentPolicy">'performance' or 'consolidation'.</param>
/// <param name="Devices">The settings of single devices.</param>
internal sealed record GraphicsConfig(string DefaultType, string AssignmentPolicy, IReadOnlyList<GraphicsDeviceType> Devices)
{
    public void Write(VimWriter writer)
    {
        writer.Open("config");
        writer.Write("hostDefaultGraphicsType", DefaultType);
        writer.Write("sharedPassthruAssignmentPolicy", AssignmentPolicy);
        foreach (var device in Devices)
        {
            device.Write(writer);
        }

        writer.Close();
    }

    public static GraphicsConfig Read(VimReader reader)
    {
        string type = string.Empty, policy = string.Empty;
        var devices = new List<GraphicsDeviceType>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "hostDefaultGraphicsType":
                    type = reader.ReadPooled();
                    break;
                case "sharedPassthruAssignmentPolicy":
                    policy = reader.ReadPooled();
                    break;
                case "deviceType":
                    devices.Add(GraphicsDeviceType.Read(reader));
                    break;
            }
        }

        return new GraphicsConfig(type, policy, devices);
    }
}

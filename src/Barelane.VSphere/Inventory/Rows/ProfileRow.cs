using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A VirtualMachineVgpuProfileInfo.</summary>
internal sealed record ProfileRow(string Name, long Model, long SizeGiB, string Sharing)
{
    public static ProfileRow Read(VimReader reader)
    {
        string title = "", sharing = "";
        long model = 0, size = 0;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "profileName":
                    title = reader.ReadPooled();
                    break;
                case "deviceVendorId":
                    model = reader.ReadInt64();
                    break;
                case "fbSizeInGib":
                    size = reader.ReadInt64();
                    break;
                case "profileSharing":
                    sharing = reader.ReadPooled();
                    break;
            }
        }

        return new ProfileRow(title, model, size, sharing);
    }
}

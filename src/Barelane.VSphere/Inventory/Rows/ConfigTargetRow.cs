using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A ConfigTarget of one host: what VMs on it can be given right now.</summary>
internal sealed class ConfigTargetRow
{
    /// <summary>The id that fixed backings name for this host; null while it has no active device.</summary>
    public string? SystemId { get; private set; }

    /// <summary>Profiles that the host offers now.</summary>
    public HashSet<string> Profiles { get; } = new(StringComparer.Ordinal);

    /// <summary>Framebuffer in GiB of the profiles that tell it.</summary>
    public Dictionary<string, ProfileRow> ProfileInfo { get; } = new(StringComparer.Ordinal);

    /// <summary>Framebuffer in GiB of card models, by <c>(device &lt;&lt; 16) | vendor</c>.</summary>
    public Dictionary<long, long> CardGiB { get; } = [];

    public static ConfigTargetRow Read(VimReader reader)
    {
        var row = new ConfigTargetRow();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "pciPassthrough" or "sriov":
                    row.SystemId ??= TextOf(reader, "systemId");
                    break;
                case "sharedGpuPassthroughTypes":
                    row.Profiles.Add(TextOf(reader, "vgpu") ?? "");
                    break;
                case "vgpuProfileInfo":
                    var profile = ProfileRow.Read(reader);
                    row.ProfileInfo[profile.Name] = profile;
                    break;
                case "vgpuDeviceInfo":
                    row.ReadCard(reader);
                    break;
            }
        }

        return row;
    }

    private void ReadCard(VimReader reader)
    {
        long model = 0, size = 0;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "deviceVendorId":
                    model = reader.ReadInt64();
                    break;
                case "maxFbSizeInGib":
                    size = reader.ReadInt64();
                    break;
            }
        }

        CardGiB[model] = size;
    }

    private static string? TextOf(VimReader reader, string wanted)
    {
        string? text = null;
        foreach (var name in reader.Children())
        {
            if (name == wanted)
            {
                text = reader.ReadPooled();
            }
        }

        return text is { Length: > 0 } and not "BYPASS" ? text : null;
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>What a server says of itself.</summary>
internal sealed record AboutInfo
{
    public string FullName { get; init; } = string.Empty;

    public string Version { get; init; } = string.Empty;

    public string Build { get; init; } = string.Empty;

    /// <summary>'VirtualCenter' or 'HostAgent'.</summary>
    public string ApiType { get; init; } = string.Empty;

    public string ApiVersion { get; init; } = string.Empty;

    /// <summary>The vCenter's own id; a lone host has none.</summary>
    public string? InstanceUuid { get; init; }

    public bool IsVirtualCenter => ApiType == "VirtualCenter";

    public static AboutInfo Read(VimReader reader)
    {
        var about = new AboutInfo();
        foreach (var name in reader.Children())
        {
            about = name switch
            {
                "fullName" => about with { FullName = reader.ReadString() },
                "version" => about with { Version = reader.ReadString() },
                "build" => about with { Build = reader.ReadString() },
                "apiType" => about with { ApiType = reader.ReadString() },
                "apiVersion" => about with { ApiVersion = reader.ReadString() },
                "instanceUuid" => about with { InstanceUuid = reader.ReadString() },
                _ => about,
            };
        }

        return about;
    }
}

namespace Barelane.Twin.Recording;

/// <summary>
/// A site as a JSON document: everything the twin needs to behave like it. Properties are written in camel case, those
/// that hold their default may be left out, and an unknown property is refused. <c>barelane inspect --record</c> writes
/// it, <c>Barelane.Twin --from FILE</c> reads it, and <see cref="Building.TwinSiteBuilder"/> makes one in code.
/// </summary>
public sealed class RecordedSite
{
    /// <summary>The version of the document that this build reads and writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The version of the document; another than <see cref="CurrentFormatVersion"/> is refused.</summary>
    public int FormatVersion { get; set; } = CurrentFormatVersion;

    /// <summary>'VirtualCenter', or 'HostAgent' for an ESXi host that no vCenter manages.</summary>
    public string ApiType { get; set; } = "VirtualCenter";

    /// <summary>about.apiVersion, '6.5' to '9.0'.</summary>
    public string ApiVersion { get; set; } = "8.0.3.0";

    /// <summary>about.version; null takes the first three parts of <see cref="ApiVersion"/>.</summary>
    public string? Version { get; set; }

    /// <summary>about.build.</summary>
    public string Build { get; set; } = "24022510";

    /// <summary>about.instanceUuid, the site's identity; null makes one from the datacenters' names. A lone host has none.</summary>
    public string? InstanceUuid { get; set; }

    /// <summary>The vCenter's own address as its hosts know it; the VM whose guest has it is the vCenter. Null where it is not known.</summary>
    public string? ManagementAddress { get; set; }

    /// <summary>What could not be read when the site was recorded; the twin does not look at it.</summary>
    public List<RecordedAssumption> Assumptions { get; init; } = [];

    /// <summary>The datacenters; a lone host has one.</summary>
    public List<RecordedDatacenter> Datacenters { get; init; } = [];
}

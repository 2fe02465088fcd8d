namespace Barelane.HyperV.Inventory;

/// <summary>What the host's modules can do, told by their cmdlets and parameters and never by the version of Windows.</summary>
internal sealed class HostCommands
{
    private readonly Dictionary<string, IReadOnlyList<string>> _commands;

    public HostCommands(IEnumerable<CommandAnswer> found) =>
        _commands = found.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Parameters, StringComparer.OrdinalIgnoreCase);

    /// <summary>The cmdlets whose presence or parameters decide something.</summary>
    public static IReadOnlyList<string> Asked { get; } =
    [
        "Get-VM", "Get-VMHost", "Get-VMHostAssignableDevice", "Dismount-VMHostAssignableDevice", "Add-VMHostAssignableDevice", "Get-VMAssignableDevice", "Add-VMAssignableDevice",
        "Get-VMHostPartitionableGpu", "Set-VMHostPartitionableGpu", "Get-VMPartitionableGpu", "Set-VMPartitionableGpu", "Get-VMGpuPartitionAdapter", "Add-VMGpuPartitionAdapter",
        "Get-VMRemoteFXPhysicalVideoAdapter", "Get-VMRemoteFx3dVideoAdapter", "Get-VMResourcePool", "Get-Cluster",
    ];

    public bool Has(string cmdlet) => _commands.ContainsKey(cmdlet);

    public bool Has(string cmdlet, string parameter) => _commands.TryGetValue(cmdlet, out var parameters) && parameters.Contains(parameter, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the host knows discrete device assignment.</summary>
    public bool HasDda => Has("Dismount-VMHostAssignableDevice") && Has("Get-VMAssignableDevice");

    /// <summary>Whether devices can be asked for, and assigned, by pool.</summary>
    public bool HasPools => Has("Get-VMHostAssignableDevice", "ResourcePoolName") && Has("Get-VMResourcePool");

    /// <summary>Whether a VM can be given partitions.</summary>
    public bool HasPartitions => Has("Get-VMGpuPartitionAdapter");

    /// <summary>Whether the card of a partition can be chosen.</summary>
    public bool CanChooseCard => Has("Add-VMGpuPartitionAdapter", "InstancePath");

    /// <summary>The cmdlet that reads partitionable cards; empty where only WMI tells them.</summary>
    public string PartitionableReader => Has("Get-VMHostPartitionableGpu") ? "Get-VMHostPartitionableGpu" : Has("Get-VMPartitionableGpu") ? "Get-VMPartitionableGpu" : "";

    /// <summary>The cmdlet that sets their partition count; empty where there is none.</summary>
    public string PartitionableWriter => Has("Set-VMHostPartitionableGpu") ? "Set-VMHostPartitionableGpu" : Has("Set-VMPartitionableGpu") ? "Set-VMPartitionableGpu" : "";

    /// <summary>Whether RemoteFX's cmdlets are there, which says nothing of RemoteFX itself.</summary>
    public bool HasRemoteFx => Has("Get-VMRemoteFx3dVideoAdapter");
}

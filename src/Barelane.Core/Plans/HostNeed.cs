namespace Barelane.Core.Plans;

/// <summary>What a change asks of the host.</summary>
public enum HostNeed
{
    /// <summary>Nothing: VMs run on.</summary>
    None,

    /// <summary>Maintenance mode around it.</summary>
    Maintenance,

    /// <summary>Maintenance mode and one reboot.</summary>
    Reboot,
}

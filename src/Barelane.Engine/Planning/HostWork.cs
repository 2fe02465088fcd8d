using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>What has to be done about one host: one bracket, or changes that need none.</summary>
internal sealed class HostWork
{
    public required Host Host { get; init; }

    /// <summary>Changes of the host's devices and of its settings.</summary>
    public List<PlannedChange> Changes { get; } = [];

    /// <summary>The wanted end of maintenance mode, where a goal wants one; null leaves it as found.</summary>
    public bool? MaintenanceThen { get; set; }

    public required bool MaintenanceNow { get; init; }

    public HostNeed Need => Changes.Count == 0 ? HostNeed.None : Changes.Max(c => c.Effect.HostNeed);

    /// <summary>Whether the host is down for a while, or stays in maintenance: VMs on it can't run.</summary>
    public bool HasBracket => Need >= HostNeed.Maintenance || (MaintenanceThen == true && !MaintenanceNow);

    public bool Enters => HasBracket && !MaintenanceNow;

    /// <summary>Leaves where it entered, unless maintenance is wanted; and where a goal wants it to leave.</summary>
    public bool Leaves => (Enters && MaintenanceThen != true) || (MaintenanceNow && MaintenanceThen == false);

    /// <summary>In maintenance at the end: VMs can't be started on it again.</summary>
    public bool StaysDown => (Enters || MaintenanceNow) && !Leaves;
}

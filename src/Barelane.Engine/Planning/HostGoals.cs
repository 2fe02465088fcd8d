using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>The goals of patching: a host emptied of its GPU VMs, and filled again as it was.</summary>
public static class HostGoals
{
    /// <summary>GPU VMs off, the host in maintenance mode. Other VMs are the planner's bystanders.</summary>
    public static Goal Drain(FleetInventory fleet, Host host, string document)
    {
        var unit = fleet.NameOf(host.Ref);
        var wants = GpuVms(fleet, host)
            .Where(v => v.Power.Or(PowerState.Off) == PowerState.On)
            .Select(v => new Want { Target = v.Ref, Field = Field.Power, Value = "off", Unit = unit, Reason = $"'{host.Name}' is drained" })
            .Append(new Want { Target = host.Ref, Field = Field.Maintenance, Value = "on", Unit = unit, Reason = $"'{host.Name}' is drained" })
            .ToList();
        return new Goal { Verb = "drain", Document = document, Units = [new GoalUnit { Id = unit, Wants = wants }] };
    }

    /// <summary>What the drain found is put back: power and places of the VMs, maintenance mode. The old values come from its journal.</summary>
    public static Goal Return(FleetInventory fleet, Host host, string document, IReadOnlyList<Want> oldValues)
    {
        var unit = fleet.NameOf(host.Ref);
        return new Goal { Verb = "return", Document = document, Units = [new GoalUnit { Id = unit, Wants = [.. oldValues.Select(w => w with { Unit = unit })] }] };
    }

    private static IEnumerable<Vm> GpuVms(FleetInventory fleet, Host host) =>
        fleet.VmsOn(host.Ref).Where(v => v.Attached.Or([]).Count > 0).OrderBy(v => v.Path, StringComparer.Ordinal);
}

using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>The changes by VM and by host, with what happens to VMs that merely share a host.</summary>
internal sealed record Work(IReadOnlyDictionary<ObjectRef, VmWork> Vms, IReadOnlyDictionary<ObjectRef, HostWork> Hosts)
{
    public static Work From(FleetInventory fleet, Goal goal, IReadOnlyList<Want> wants, IReadOnlyList<PlannedChange> changes)
    {
        var vms = NamedVms(fleet, goal, wants);
        var hosts = new Dictionary<ObjectRef, HostWork>();
        foreach (var change in changes)
        {
            if (change.Target.Kind == ObjectKind.Vm)
            {
                if (change.Change.Field != Field.Power)
                {
                    vms[change.Target].Changes.Add(change);
                }
            }
            else if (change.Change.Field != Field.Maintenance)
            {
                HostOf(change.Target).Changes.Add(change);
            }
        }

        foreach (var want in wants.Where(w => w.Field == Field.Maintenance))
        {
            var host = HostOf(want.Target);
            host.MaintenanceThen = want.Value == "on";
        }

        var bystanders = new Bystanders(fleet, hosts);
        foreach (var host in hosts.Values.Where(h => h.HasBracket).OrderBy(h => h.Host.Name, StringComparer.Ordinal).ThenBy(h => h.Host.Ref).ToList())
        {
            foreach (var bystander in bystanders.On(host, vms).ToList())
            {
                vms.Add(bystander.Ref, bystander);
            }
        }

        return new Work(vms, hosts);

        HostWork HostOf(ObjectRef target)
        {
            var key = target.HostOfDevice();
            if (!hosts.TryGetValue(key, out var work))
            {
                var host = fleet.Host(key) ?? throw new InvalidOperationException($"'{key}' is wanted to change but is not in the inventory.");
                hosts.Add(key, work = new HostWork { Host = host, MaintenanceNow = host.Maintenance.Or(false) });
            }

            return work;
        }
    }

    private static Dictionary<ObjectRef, VmWork> NamedVms(FleetInventory fleet, Goal goal, IReadOnlyList<Want> wants)
    {
        var assigned = goal.Units.Where(u => u.Shown is not null).Select(u => u.Shown!.Vm).ToHashSet();
        var vms = new Dictionary<ObjectRef, VmWork>();
        foreach (var group in wants.Where(w => w.Target.Kind == ObjectKind.Vm).GroupBy(w => w.Target))
        {
            var vm = fleet.Vm(group.Key);
            var power = group.FirstOrDefault(w => w.Field == Field.Power);
            var place = group.FirstOrDefault(w => w.Field == Field.Placement);
            vms.Add(group.Key, new VmWork
            {
                Ref = group.Key,
                Vm = vm,
                Unit = group.First().Unit,

                // An undone run's bystander is still one: only a document or a mark makes a VM a party.
                IsBystander = assigned.Count > 0 && !assigned.Contains(group.Key) && group.All(w => w.Field == Field.Power || w.Field == Field.Placement),
                PowerThen = power is not null ? Enum.Parse<PowerState>(power.Value ?? "off", ignoreCase: true) : vm?.Power.Or(PowerState.Off) ?? PowerState.Off,
                HostThen = place?.Value is { } id ? new ObjectRef(ObjectKind.Host, group.Key.Site, id) : vm?.Host,
            });
        }

        return vms;
    }
}

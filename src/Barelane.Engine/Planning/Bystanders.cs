using Barelane.Core.Inventory;

namespace Barelane.Engine.Planning;

/// <summary>
/// Decides what becomes of running VMs on a host that goes down: one that can wait elsewhere waits elsewhere (moved live and back);
/// the others are shut down and powered on again. A shelter is never a host that goes into maintenance in the same plan.
/// </summary>
internal sealed class Bystanders
{
    private readonly FleetInventory _fleet;
    private readonly IReadOnlyDictionary<ObjectRef, HostWork> _hosts;
    private readonly Dictionary<ObjectRef, long> _free;

    public Bystanders(FleetInventory fleet, IReadOnlyDictionary<ObjectRef, HostWork> hosts)
    {
        _fleet = fleet;
        _hosts = hosts;
        _free = fleet.Hosts.Where(h => h.FreeMemoryMiB.HasValue).ToDictionary(h => h.Ref, h => h.FreeMemoryMiB.Value);
    }

    /// <summary>The VMs on the host that no unit names and that run.</summary>
    public IEnumerable<VmWork> On(HostWork host, IReadOnlyDictionary<ObjectRef, VmWork> named)
    {
        // A VM that a plan was to make is named by its name, not by the identity it has got since.
        var parties = named.Values.Select(w => w.Vm?.Ref ?? w.Ref).ToHashSet();
        var running = _fleet.VmsOn(host.Host.Ref)
            .Where(v => !parties.Contains(v.Ref) && v.Power.Or(PowerState.Off) == PowerState.On && v.Role != "vcls")
            .OrderBy(v => v.Path, StringComparer.Ordinal);
        foreach (var vm in running)
        {
            yield return new VmWork
            {
                Ref = vm.Ref,
                Vm = vm,
                Unit = _fleet.NameOf(host.Host.Ref),
                IsBystander = true,
                PowerThen = PowerState.On,
                HostThen = vm.Host,
                Shelter = Shelter(host.Host, vm),
            };
        }
    }

    private ObjectRef? Shelter(Host from, Vm vm)
    {
        if (from.ClusterId is null || vm.Attached.Or([]).Count > 0 || !vm.MemoryMiB.TryGet(out var memory) || IsPinned(from, vm))
        {
            return null;
        }

        var best = _fleet.SiteOf(from.Ref).Hosts
            .Where(h => h.Ref != from.Ref && string.Equals(h.ClusterId, from.ClusterId, StringComparison.Ordinal))
            .Where(h => h.Connection.Or(HostConnection.Disconnected) == HostConnection.Connected && h.Maintenance.HasValue && !h.Maintenance.Value)
            .Where(h => !(_hosts.TryGetValue(h.Ref, out var work) && work.HasBracket))
            .Where(h => vm.Storage.Count > 0 && vm.Storage.All(h.Storage.Contains) && vm.Networks.All(h.Networks.Contains))
            .Where(h => _free.TryGetValue(h.Ref, out var free) && free >= memory)
            .OrderByDescending(h => _free[h.Ref])
            .ThenBy(h => h.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        _free[best.Ref] -= memory;
        return best.Ref;
    }

    private bool IsPinned(Host host, Vm vm) => _fleet.ClusterOf(host) is { } cluster
        && cluster.Rules.Or([]).Any(r => r is { Enabled: true, Mandatory: true, Kind: "on-hosts" } && r.Vms.Contains(vm.Ref));
}

using Barelane.Twin.Model;

namespace Barelane.Twin.Services;

/// <summary>What fully automated DRS moves away from a host that goes into maintenance mode.</summary>
internal static class Evacuation
{
    public static void Run(TwinHost host, bool evacuateOff)
    {
        var compute = host.Compute;
        if (!compute.DrsEnabled || compute.DrsBehavior != "fullyAutomated")
        {
            return;
        }

        foreach (var vm in host.Vms.Where(vm => CanMove(vm, evacuateOff)).ToList())
        {
            if (compute.Hosts.FirstOrDefault(other => Takes(other, vm)) is { } target)
            {
                vm.Host = target;
                host.Site.Touch(vm, host, target);
            }
        }
    }

    /// <summary>Whether DRS may move a VM to a host: the host is ready, has room and the VM's datastore, and no mandatory rule forbids it.</summary>
    public static bool Takes(TwinHost host, TwinVm vm) =>
        host != vm.Host && host.IsUp && !host.InMaintenanceMode && host.UnreservedMib >= vm.ReservedMib
        && host.Datastores.Contains(vm.Datastore) && VmHostRules.Allow(vm, host);

    private static bool CanMove(TwinVm vm, bool evacuateOff)
    {
        if (!vm.IsPoweredOn)
        {
            return evacuateOff;
        }

        var behavior = vm.Host.Compute.DrsOverrides.Find(o => o.Ref("key") == vm.Ref);
        var isAutomatic = behavior is null
            || (behavior.Flag("enabled") != false && behavior.Text("behavior") is null or "fullyAutomated");
        return isAutomatic && !vm.Config.Passthrough.Any(); // DirectPath never moves, vGPU only where opted in (§4)
    }
}

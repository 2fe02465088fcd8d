using Barelane.Twin.Checks;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>Power operations of VirtualMachine and Datacenter (§1.2).</summary>
internal static class VmPowerService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["PowerOnVM_Task"] = call => PowerOn(call);
        table["PowerOnMultiVM_Task"] = call => PowerOnMulti(call);
        table["PowerOffVM_Task"] = call => PowerOff(call);
        table["ShutdownGuest"] = ShutdownGuest;
    }

    private static MoRef PowerOn(Call call)
    {
        var vm = call.On<TwinVm>();
        var host = call.Args.Ref("host") is { } given ? call.Site.Get<TwinHost>(given) : null;
        return call.Start(vm, () =>
        {
            VmPower.On(vm, host ?? vm.Host);
            return null;
        }).Ref;
    }

    /// <summary>Power-on through the datacenter: DRS chooses the host, which Dynamic DirectPath needs (§1.2, §4).</summary>
    private static MoRef PowerOnMulti(Call call)
    {
        if (call.Site.IsLoneHost)
        {
            throw VimFaults.NotSupported("Only a vCenter powers on through the datacenter.");
        }

        var vms = call.Args.Items<MoRef>("vm").Select(reference => call.Site.Get<TwinVm>(reference)).ToList();
        foreach (var vm in vms)
        {
            call.Demand("VirtualMachine.Interact.PowerOn", vm);
        }

        return call.Start(call.Target, () => new VimObject("ClusterPowerOnVmResult")
            .Set("attempted", VimArray.OrNull(vms.Where(vm => HostFor(vm) is not null).Select(vm =>
                new VimObject("ClusterAttemptedVmInfo").Set("vm", vm.Ref).Set("task", Attempt(vm, call)))))
            .Set("notAttempted", VimArray.OrNull(vms.Where(vm => !vm.IsPoweredOn && vm.RunningTask is null && HostFor(vm) is null)
                .Select(vm => new VimObject("ClusterNotAttemptedVmInfo").Set("vm", vm.Ref).Set("fault", NoHost(vm)))))).Ref;
    }

    private static MoRef Attempt(TwinVm vm, Call call)
    {
        var host = HostFor(vm)!;
        return TaskRunner.Start(vm, "PowerOnVM_Task", call.UserName, call.Struck, () =>
        {
            VmPower.On(vm, host);
            return null;
        }).Ref;
    }

    /// <summary>Without DRS, or pinned by a fixed device, a VM stays on its host; else the best host that can take it.</summary>
    private static TwinHost? HostFor(TwinVm vm)
    {
        var compute = vm.Host.Compute;
        if (!compute.DrsEnabled || vm.DirectAddresses.Count > 0 || vm.IsPoweredOn)
        {
            return vm.Host;
        }

        return compute.Hosts.Where(host => Placement.Fits(vm, host))
            .OrderByDescending(host => VmHostRules.Preference(vm, host))
            .ThenByDescending(host => host == vm.Host)
            .ThenByDescending(host => host.UnreservedMib)
            .FirstOrDefault();
    }

    private static VimObject NoHost(TwinVm vm)
    {
        var hosts = vm.Host.Compute.Hosts;
        var reasons = hosts.Select(host => PowerOnChecks.FirstFault(vm, host)
            ?? VimFaults.Of("GenericVmConfigFault", $"A mandatory VM-host rule keeps '{vm.Name}' away from the host '{host.Name}'.")).ToList();
        return new VimFaultException(
            new VimObject("NoCompatibleHost").Set("host", VimArray.Of(hosts.Select(host => host.Ref)))
                .Set("error", VimArray.Of(reasons.Select(reason => reason.ToLocalized()))),
            $"No host is compatible with the virtual machine. {reasons[0].Message}").ToLocalized();
    }

    private static MoRef PowerOff(Call call)
    {
        var vm = call.On<TwinVm>();
        return call.Start(vm, () =>
        {
            if (!vm.IsPoweredOn)
            {
                throw VimFaults.InvalidPowerState("poweredOff", vm.PowerState);
            }

            VmPower.Off(vm);
            return null;
        }).Ref;
    }

    private static object? ShutdownGuest(Call call)
    {
        var vm = call.On<TwinVm>();
        if (!vm.IsPoweredOn)
        {
            throw VimFaults.InvalidPowerState("poweredOff", vm.PowerState);
        }

        if (!vm.ToolsRunning)
        {
            throw VimFaults.Of("ToolsUnavailable", "Cannot complete operation because VMware Tools is not running in this virtual machine.");
        }

        _ = ShutDownAsync(vm, vm.PowerOns);
        return null;
    }

    private static async Task ShutDownAsync(TwinVm vm, int powerOn)
    {
        var site = vm.Site;
        try
        {
            await site.Clock.DelayAsync(site.Options.Times.GuestShutdown, site.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (site.Gate)
        {
            if (vm.IsPoweredOn && vm.PowerOns == powerOn && !vm.IgnoresShutdown)
            {
                VmPower.Off(vm);
            }
        }
    }
}

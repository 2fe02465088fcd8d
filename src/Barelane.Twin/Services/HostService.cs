using Barelane.Twin.Faults;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>HostSystem: maintenance mode and reboot (§1.8).</summary>
internal static class HostService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["EnterMaintenanceMode_Task"] = call => EnterMaintenance(call);
        table["ExitMaintenanceMode_Task"] = call => ExitMaintenance(call);
        table["RebootHost_Task"] = call => Reboot(call);
    }

    /// <summary>Refuses what takes a host that answers.</summary>
    public static void DemandUp(TwinHost host)
    {
        if (!host.IsUp)
        {
            throw VimFaults.Of("HostNotConnected", $"Unable to communicate with the remote host '{host.Name}', since it is disconnected.");
        }
    }

    private static MoRef EnterMaintenance(Call call)
    {
        var host = call.On<TwinHost>();
        var seconds = call.Args.Number("timeout") ?? 0;
        var evacuateOff = call.Args.Flag("evacuatePoweredOffVms") == true;
        return call.Start(host, task => EnterAsync(host, task, seconds, evacuateOff), cancelable: true).Ref;
    }

    /// <summary>
    /// Nothing is powered down: with automatic DRS the VMs that can move are moved, and the task waits for the others (§1.8).
    /// </summary>
    private static async Task<object?> EnterAsync(TwinHost host, TwinTask task, long seconds, bool evacuateOff)
    {
        var site = host.Site;
        var deadline = seconds > 0
            ? site.Clock.DelayAsync(TimeSpan.FromSeconds(seconds), task.Cancellation.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, task.Cancellation.Token);
        while (true)
        {
            Task changed;
            lock (site.Gate)
            {
                DemandUp(host);
                if (host.InMaintenanceMode)
                {
                    throw VimFaults.InvalidState($"The host '{host.Name}' is already in maintenance mode.");
                }

                Evacuation.Run(host, evacuateOff);
                if (!host.Vms.Any(vm => vm.IsPoweredOn))
                {
                    host.InMaintenanceMode = true;
                    site.Touch(host, host.Compute);
                    return null;
                }

                task.Progress = 2; // it 'stays at a few percent' while a VM runs (§5 #18)
                changed = site.NextChange();
            }

            if (await Task.WhenAny(changed, deadline).ConfigureAwait(false) == deadline)
            {
                await deadline.ConfigureAwait(false);
                throw VimFaults.Of("Timedout", "Operation timed out.");
            }
        }
    }

    private static MoRef ExitMaintenance(Call call)
    {
        var host = call.On<TwinHost>();
        return call.Start(host, () =>
        {
            DemandUp(host);
            if (!host.InMaintenanceMode)
            {
                throw VimFaults.InvalidState($"The host '{host.Name}' is not in maintenance mode.");
            }

            host.InMaintenanceMode = false;
            call.Site.Touch(host, host.Compute);
            return null;
        }).Ref;
    }

    private static MoRef Reboot(Call call)
    {
        var host = call.On<TwinHost>();
        var force = call.Args.Flag("force") == true;
        var returns = !call.Struck.Any(rule => rule.Action == FaultAction.HostNeverReturns);
        return call.Start(host, () =>
        {
            DemandUp(host);
            if (!host.Facts.CanReboot)
            {
                throw VimFaults.NotSupported($"The host '{host.Name}' can't be rebooted over the API.");
            }

            if (!force && !host.InMaintenanceMode)
            {
                throw VimFaults.InvalidState($"The host '{host.Name}' must be in maintenance mode before it is rebooted.");
            }

            HostReboot.Begin(host, returns);
            return null;
        }).Ref;
    }
}

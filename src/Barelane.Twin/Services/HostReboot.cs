using Barelane.Twin.Model;

namespace Barelane.Twin.Services;

/// <summary>
/// A host that goes down and comes back: connected, notResponding once vCenter notices, connected with a new bootTime,
/// still in maintenance mode, with what waited for the reboot in effect (§1.8).
/// </summary>
internal static class HostReboot
{
    public static void Begin(TwinHost host, bool returns)
    {
        var site = host.Site;
        host.IsRebooting = true;
        KillVms(host);
        if (site.IsLoneHost)
        {
            site.Sessions.EndAll(site);
        }

        site.Touch(host);
        _ = RunAsync(host, returns);
    }

    /// <summary>A power loss: the host is gone until <see cref="Complete"/>.</summary>
    public static void Fail(TwinHost host)
    {
        host.IsRebooting = true;
        host.ConnectionState = "notResponding";
        KillVms(host);
        host.Site.Touch(host, host.Compute);
    }

    public static void Complete(TwinHost host)
    {
        if (!host.IsRebooting)
        {
            return;
        }

        foreach (var device in host.Devices)
        {
            device.PassthruActive = WillBeActive(host, device);
            device.SriovActive = device.SriovEnabled;
            device.GraphicsType = device.WishedGraphicsType;
            device.Copy = (device.PassthruEnabled, device.PassthruActive);
        }

        host.IsRebooting = false;
        host.ConnectionState = "connected";
        host.BootTime = host.Site.Clock.Now;
        host.Reboots++;
        host.Site.Touch([host, host.PassthruSystem, host.GraphicsManager, host.Compute, .. host.Vms]);
        HighAvailability.AfterReturn(host);
    }

    /// <summary>Whether a device is active once nothing but its wish counts: after a reboot, or a rebind.</summary>
    public static bool WillBeActive(TwinHost host, TwinDevice device)
    {
        if (!device.PassthruEnabled || device.Facts.NeverActivates)
        {
            return false;
        }

        return !host.Site.Switches.DependentDeviceMustBeSent || device.DependentDevice == device.Address
            || host.Device(device.DependentDevice) is not { PassthruEnabled: false };
    }

    private static async Task RunAsync(TwinHost host, bool returns)
    {
        var site = host.Site;
        var times = site.Options.Times;
        try
        {
            await site.Clock.DelayAsync(times.HostLeaves, site.Stopping).ConfigureAwait(false);
            lock (site.Gate)
            {
                host.ConnectionState = "notResponding";
                site.Touch([host, host.Compute, .. host.Vms]);
            }

            if (!returns)
            {
                return;
            }

            await site.Clock.DelayAsync(times.HostBoot, site.Stopping).ConfigureAwait(false);
            lock (site.Gate)
            {
                Complete(host);
            }
        }
        catch (OperationCanceledException)
        {
            // The twin is stopping; nobody waits for the host any more.
        }
    }

    private static void KillVms(TwinHost host)
    {
        foreach (var vm in host.Vms.Where(vm => vm.IsPoweredOn).ToList())
        {
            VmPower.Off(vm);
            HighAvailability.OnFailure(vm);
        }
    }
}

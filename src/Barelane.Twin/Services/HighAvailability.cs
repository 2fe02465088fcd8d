using Barelane.Twin.Model;
using Barelane.Twin.Soap;

namespace Barelane.Twin.Services;

/// <summary>HA: what it restarts after a host's failure (§4, row HA restart).</summary>
internal static class HighAvailability
{
    /// <summary>A VM has died with its host: it is restarted on another one where it may be.</summary>
    public static void OnFailure(TwinVm vm)
    {
        if (IsProtected(vm) && !vm.Config.Passthrough.OfType<DirectDevice>().Any())
        {
            _ = RestartElsewhereAsync(vm);
        }
        else if (IsProtected(vm) && vm.Site.Switches.HaRestartsFixedDirectPath)
        {
            vm.AwaitsItsHost = true;
        }
    }

    /// <summary>The host is back: with the switch, HA restarts fixed DirectPath VMs where they were.</summary>
    public static void AfterReturn(TwinHost host)
    {
        foreach (var vm in host.Vms.Where(vm => vm.AwaitsItsHost).ToList())
        {
            vm.AwaitsItsHost = false;
            TryPowerOn(vm, host);
        }
    }

    private static bool IsProtected(TwinVm vm) => vm.Host.Compute.HaEnabled
        && vm.Host.Compute.HaOverrides.Find(o => o.Ref("key") == vm.Ref)?.Child("dasSettings")?.Text("restartPriority") != "disabled";

    private static async Task RestartElsewhereAsync(TwinVm vm)
    {
        var site = vm.Site;
        try
        {
            await site.Clock.DelayAsync(site.Options.Times.HaRestart, site.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (site.Gate)
        {
            if (!vm.IsPoweredOn && vm.Host.Compute.Hosts.FirstOrDefault(h => Placement.Fits(vm, h)) is { } host)
            {
                TryPowerOn(vm, host);
            }
        }
    }

    private static void TryPowerOn(TwinVm vm, TwinHost host)
    {
        try
        {
            VmPower.On(vm, host);
        }
        catch (VimFaultException)
        {
            // HA gives up quietly; the VM stays off, which is what a client sees.
        }
    }
}

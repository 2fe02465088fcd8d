using System.Globalization;
using System.Numerics;
using Barelane.Twin.Checks;
using Barelane.Twin.Model;

namespace Barelane.Twin.Services;

/// <summary>Powers VMs on and off, and lets their guests boot; called with the gate held.</summary>
internal static class VmPower
{
    /// <summary>Powers a VM on a host on, or throws the fault that a check finds.</summary>
    public static void On(TwinVm vm, TwinHost host)
    {
        PowerOnChecks.Demand(vm, host);
        var from = vm.Host;
        vm.Host = host;
        vm.PowerState = "poweredOn";
        vm.PowerOns++;
        vm.BootTime = vm.Site.Clock.Now;
        Placement.Hold(vm);
        vm.Site.Touch(vm, from, host, vm.Pool, vm.Host.GraphicsManager);
        _ = BootAsync(vm, vm.PowerOns);
    }

    public static void Off(TwinVm vm)
    {
        vm.PowerState = "poweredOff";
        vm.ToolsRunning = false;
        Placement.Release(vm);
        vm.Site.Touch(vm, vm.Host, vm.Pool, vm.Host.GraphicsManager);
    }

    /// <summary>
    /// What comes after a power-on that succeeded: with too small an MMIO window the VM dies in its firmware (§5 #2), under
    /// another firmware than it was installed under its guest never starts (§5 #29), else its tools come up.
    /// </summary>
    private static async Task BootAsync(TwinVm vm, int powerOn)
    {
        var site = vm.Site;
        var dies = site.Switches.StrictChecks && IsWindowTooSmall(vm);
        var starts = vm.Guest is { HasTools: true, ToolsRun: true } && vm.Config.Firmware == vm.InstalledUnder;
        try
        {
            await site.Clock.DelayAsync(dies ? site.Options.Times.Task : site.Options.Times.GuestBoot, site.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (site.Gate)
        {
            if (!vm.IsPoweredOn || vm.PowerOns != powerOn)
            {
                return;
            }

            if (dies)
            {
                Off(vm);
            }
            else
            {
                vm.ToolsRunning = starts;
                site.Touch(vm);
            }
        }
    }

    /// <summary>Whether the 64-bit window, a power of two, does not hold the devices' regions (§3.1).</summary>
    private static bool IsWindowTooSmall(TwinVm vm)
    {
        var needed = MmioCheck.RegionsMib(vm, vm.Host);
        if (needed <= MmioCheck.WithoutWindowMib)
        {
            return false;
        }

        return !int.TryParse(vm.Config.Extra("pciPassthru.64bitMMIOSizeGB"), CultureInfo.InvariantCulture, out var window)
            || !BitOperations.IsPow2(window) || (long)window * 1024 < needed;
    }
}

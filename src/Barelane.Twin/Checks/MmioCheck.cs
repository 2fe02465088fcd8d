using Barelane.Twin.Model;
using Barelane.Twin.Services;
using Barelane.Twin.Soap;

namespace Barelane.Twin.Checks;

/// <summary>Whether the memory regions of a VM's devices can be mapped at all (§3, §5 #1).</summary>
internal static class MmioCheck
{
    /// <summary>What fits below 4 GiB: 917504 pages of 4 KiB (§3.3).</summary>
    public const long WithoutWindowMib = 3584;

    private const long PagesPerMib = 256;

    /// <summary>The sum of the regions of the devices, not of vGPU slices.</summary>
    public static long RegionsMib(TwinVm vm, TwinHost host)
    {
        var found = Placement.Find(vm, host);
        return vm.Config.Passthrough.Where(d => d is DirectDevice or DynamicDevice)
            .Sum(d => found.GetValueOrDefault(d.Key) is { } address ? host.Device(address)?.BarsMib ?? 0 : 0);
    }

    /// <summary>Large regions need the 64-bit window, and that needs EFI (§2.3).</summary>
    public static VimFaultException? Regions(TwinVm vm, TwinHost host)
    {
        var needed = RegionsMib(vm, host);
        var hasWindow = vm.Config.Firmware == "efi"
            && string.Equals(vm.Config.Extra("pciPassthru.use64bitMMIO"), "TRUE", StringComparison.OrdinalIgnoreCase);
        return needed <= WithoutWindowMib || hasWindow ? null : VimFaults.Of(
            "GenericVmConfigFault",
            "Module 'DevicePowerOn' power on failed. PCIPassthru: total number of pages needed "
            + $"({needed * PagesPerMib}) exceeds limit ({WithoutWindowMib * PagesPerMib}), failing");
    }
}

using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>HostPciPassthruSystem (§1.5).</summary>
internal static class PassthruService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["UpdatePassthruConfig"] = Update;
        table["Refresh"] = Refresh;
    }

    private static object? Update(Call call)
    {
        var host = (TwinHost)call.Target.Parent!;
        HostService.DemandUp(host);
        var entries = call.Args.Items<VimObject>("config").Select(entry => (Entry: entry, Device: Check(host, entry))).ToList();
        foreach (var (entry, device) in entries)
        {
            device.PassthruEnabled = entry.Flag("passthruEnabled") == true;
            if (entry.Text("hardwareLabel") is { } label)
            {
                device.HardwareLabel = label.Length == 0 ? null : label;
            }

            if (entry.Type == "HostSriovConfig")
            {
                device.SriovEnabled = entry.Flag("sriovEnabled") == true;
                device.RequestedFunctions = (int)(entry.Number("numVirtualFunction") ?? 0);
            }
        }

        foreach (var (entry, device) in entries)
        {
            if (host.CanRebind && entry.Flag("applyNow") != false && !Placement.IsHeld(host, device.Address))
            {
                device.PassthruActive = HostReboot.WillBeActive(host, device);
            }

            if (!host.Site.Switches.PassthroughCopyLags)
            {
                device.Copy = (device.PassthruEnabled, device.PassthruActive);
            }
        }

        call.Site.Touch(host, host.PassthruSystem, host.GraphicsManager);
        return null;
    }

    private static TwinDevice Check(TwinHost host, VimObject entry)
    {
        var id = entry.Text("id")!;
        var device = host.Device(id);
        if (device is null || !device.Facts.HasPassthruInfo)
        {
            throw VimFaults.Of("HostConfigFault", $"The host '{host.Name}' has no PCI device '{id}' that passthrough knows.");
        }

        var isDependent = host.Devices.Any(d => d.DependentDevice == id && d.Facts.PassthruCapable);
        if (entry.Flag("passthruEnabled") == true && !device.Facts.PassthruCapable && !isDependent)
        {
            throw VimFaults.Of("HostConfigFault", $"The device '{id}' is not capable of passthrough.");
        }

        if (entry.Flag("applyNow") == true && !host.CanRebind)
        {
            throw VimFaults.Of("HostConfigFault", $"The host '{host.Name}' can't apply a passthrough change without a reboot.");
        }

        return device;
    }

    private static object? Refresh(Call call)
    {
        var host = (TwinHost)call.Target.Parent!;
        HostService.DemandUp(host);
        foreach (var device in host.Devices)
        {
            device.Copy = (device.PassthruEnabled, device.PassthruActive);
        }

        call.Site.Touch(host, host.PassthruSystem);
        return null;
    }
}

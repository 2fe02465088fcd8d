using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>HostGraphicsManager and HostAssignableHardwareManager (§1.6).</summary>
internal static class GraphicsService
{
    /// <summary>From 7.0 U1 on a change of the graphics type needs neither Xorg nor a reboot (KB 319982).</summary>
    private static readonly ApiVersion AtOnceSince = new(7, 0, 1, 0);

    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["UpdateGraphicsConfig"] = Update;
        table["RefreshGraphicsManager"] = Refresh;
        table["IsSharedGraphicsActive"] = call =>
            ((TwinHost)call.Target.Parent!).Devices.Any(d => d.IsGpu && !d.PassthruActive && d.GraphicsType == "shared");
        table["RetrieveVgpuDeviceInfo"] = call => VimArray.Of(ConfigTargetService.VgpuDevices((TwinHost)call.Target.Parent!));
        table["RetrieveVgpuProfileInfo"] = call => VimArray.Of(ConfigTargetService.VgpuProfiles((TwinHost)call.Target.Parent!));
        table["RetrieveDynamicPassthroughInfo"] = call => VimArray.Of(ConfigTargetService.Dynamic((TwinHost)call.Target.Parent!));
        table["UpdateAssignableHardwareConfig"] = _ =>
            throw VimFaults.NotSupported("Labels are set through HostPciPassthruConfig, from API 7.0.2 on.");
    }

    private static object? Update(Call call)
    {
        var host = (TwinHost)call.Target.Parent!;
        HostService.DemandUp(host);
        var config = call.Args.Child("config")!;
        var byDevice = config.Items<VimObject>("deviceType").ToDictionary(d => d.Text("deviceId")!, StringComparer.Ordinal);
        var wished = host.Devices.Where(d => d.IsGpu)
            .Select(d => (Device: d, Type: Wished(d, byDevice, config), Mode: byDevice.GetValueOrDefault(d.Address)?.Text("vgpuMode")))
            .ToList();
        foreach (var (device, type, _) in wished)
        {
            if (type != device.GraphicsType && Placement.IsHeld(host, device.Address))
            {
                throw VimFaults.Of(
                    "HostConfigFault", $"The graphics type of '{device.Address}' can't change while a virtual machine that uses it is powered on.");
            }
        }

        host.DefaultGraphicsType = config.Text("hostDefaultGraphicsType")!;
        host.VgpuPolicy = config.Text("sharedPassthruAssignmentPolicy")!;
        foreach (var (device, type, mode) in wished)
        {
            device.WishedGraphicsType = type;
            device.VgpuMode = mode;
            device.GraphicsType = host.Api >= AtOnceSince ? type : device.GraphicsType;
        }

        call.Site.Touch(host, host.GraphicsManager);
        return null;
    }

    /// <summary>A GPU named in deviceType takes that type, any other the host's default.</summary>
    private static string Wished(TwinDevice device, Dictionary<string, VimObject> byDevice, VimObject config) =>
        byDevice.GetValueOrDefault(device.Address)?.Text("graphicsType") ?? config.Text("hostDefaultGraphicsType")!;

    private static object? Refresh(Call call)
    {
        var host = (TwinHost)call.Target.Parent!;
        HostService.DemandUp(host);
        call.Site.Touch(host, host.GraphicsManager);
        return null;
    }
}

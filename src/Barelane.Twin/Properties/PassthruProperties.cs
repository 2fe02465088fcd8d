using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>HostPciPassthruSystem, and its mirror in config.pciPassthruInfo (§1.5).</summary>
internal static class PassthruProperties
{
    public static object? Read(TwinHost host, string property) =>
        property == "pciPassthruInfo" ? VimArray.Of(Infos(host)) : null;

    public static IEnumerable<VimObject> Infos(TwinHost host)
    {
        var lags = host.Site.Switches.PassthroughCopyLags;
        return host.Devices.Where(d => d.Facts.HasPassthruInfo).Select(d => Info(d, lags));
    }

    private static VimObject Info(TwinDevice device, bool lags)
    {
        var (enabled, active) = lags ? device.Copy : (device.PassthruEnabled, device.PassthruActive);
        var sriov = device.Facts.Sriov;
        var info = new VimObject(sriov is null ? "HostPciPassthruInfo" : "HostSriovInfo")
            .Set("id", device.Address)
            .Set("dependentDevice", device.DependentDevice)
            .Set("passthruEnabled", enabled)
            .Set("passthruCapable", device.Facts.PassthruCapable)
            .Set("passthruActive", active)
            .Set("hardwareLabel", device.HardwareLabel);
        return sriov is null ? info : info
            .Set("sriovEnabled", device.SriovEnabled)
            .Set("sriovCapable", sriov.Capable)
            .Set("sriovActive", device.SriovActive)
            .Set("numVirtualFunctionRequested", device.RequestedFunctions)
            .Set("numVirtualFunction", device.SriovActive ? device.RequestedFunctions : 0)
            .Set("maxVirtualFunctionSupported", sriov.MaxFunctions);
    }
}

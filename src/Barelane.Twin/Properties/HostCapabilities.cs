using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>HostSystem.capability: what a client gates features on, instead of version strings (§1.4).</summary>
internal static class HostCapabilities
{
    public static VimObject Of(TwinHost host)
    {
        var capability = new VimObject("HostCapability");
        foreach (var field in VimSchema.Instance.Data("HostCapability")!.Fields)
        {
            if (field is { IsOptional: false, Type: "boolean" })
            {
                capability.Set(field.Name, true);
            }
        }

        return capability
            .Set("rebootSupported", host.Facts.CanReboot)
            .Set("deviceRebindWithoutRebootSupported", Since(host, 7, 0, 0, host.CanRebind))
            .Set("assignableHardwareSupported", Since(host, 7, 0, 0, true))
            .Set("assignHwPciConfigSupported", Since(host, 7, 0, 2, true))
            .Set("ahDeviceHintsSupported", Since(host, 7, 0, 2, true))
            .Set("fptHotplugSupported", Since(host, 8, 0, 1, true))
            .Set("iommuSLDirtyCapable", Since(host, 8, 0, 0, host.Facts.CpuVendor == "intel"));
    }

    private static bool? Since(TwinHost host, int major, int minor, int update, bool value) =>
        host.Api >= new ApiVersion(major, minor, update, 0) ? value : null;
}

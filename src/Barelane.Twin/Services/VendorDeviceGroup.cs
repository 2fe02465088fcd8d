using System.Globalization;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>A vendor device group as QueryConfigTarget lists it; its name says what it is made of: 'Vendor:COUNT@PROFILE%LINK' (§1.7).</summary>
internal static class VendorDeviceGroup
{
    public static VimObject Info(string name)
    {
        var (vendor, count, profile) = Parse(name);
        return new VimObject("VirtualMachineVendorDeviceGroupInfo").Set("name", name).Set("deviceGroupName", name)
            .Set("componentDeviceInfo", VimArray.Of(Enumerable.Range(0, count).Select(i =>
                new VimObject("VirtualMachineVendorDeviceGroupInfoComponentDeviceInfo").Set("type", "pciPassthru")
                    .Set("vendorName", vendor).Set("deviceName", profile).Set("isConfigurable", false)
                    .Set("device", new VimObject("VirtualPCIPassthrough").Set("key", -1 - i)
                        .Set("backing", new VimObject("VirtualPCIPassthroughVmiopBackingInfo").Set("vgpu", profile))
                        .Set("deviceGroupInfo", new VimObject("VirtualDeviceDeviceGroupInfo").Set("groupInstanceKey", -1).Set("sequenceId", i))))));
    }

    private static (string Vendor, int Count, string Profile) Parse(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var end = name.IndexOf('%', StringComparison.Ordinal);
        return colon > 0 && at > colon && int.TryParse(name[(colon + 1)..at], CultureInfo.InvariantCulture, out var count)
            ? (name[..colon], count, name[(at + 1)..(end < 0 ? name.Length : end)])
            : throw new FormatException($"'{name}' is not a vendor device group; its name looks like 'Nvidia:2@grid_a100-40c%NVLink'.");
    }
}

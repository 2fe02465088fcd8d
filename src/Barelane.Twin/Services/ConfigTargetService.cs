using Barelane.Twin.Model;
using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>EnvironmentBrowser.QueryConfigTarget: what VMs on a host can have right now (§1.7).</summary>
internal static class ConfigTargetService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table) => table["QueryConfigTarget"] = Query;

    /// <summary>Active devices by vendor, device and label; ids are unsigned here.</summary>
    public static IEnumerable<VimObject> Dynamic(TwinHost host) => host.Devices.Where(d => d.PassthruActive)
        .DistinctBy(d => (d.VendorId, d.DeviceId, d.HardwareLabel))
        .Select(d => new VimObject("VirtualMachineDynamicPassthroughInfo").Set("name", d.Facts.DeviceName)
            .Set("vendorName", d.Facts.VendorName).Set("deviceName", d.Facts.DeviceName).Set("customLabel", d.HardwareLabel)
            .Set("vendorId", d.VendorId).Set("deviceId", d.DeviceId));

    public static IEnumerable<VimObject> VgpuDevices(TwinHost host) => host.Devices.Where(d => d.IsInVgpuMode)
        .DistinctBy(DeviceVendorId)
        .Select(d => new VimObject("VirtualMachineVgpuDeviceInfo").Set("name", d.Facts.DeviceName)
            .Set("deviceName", d.Facts.DeviceName).Set("deviceVendorId", DeviceVendorId(d))
            .Set("maxFbSizeInGib", d.Facts.FramebufferMib / 1024).Set("timeSlicedCapable", true)
            .Set("migCapable", d.Facts.Profiles.Exists(p => p.Sharing == "mig"))
            .Set("computeProfileCapable", d.Facts.Profiles.Exists(p => p.ProfileClass == "compute"))
            .Set("quadroProfileCapable", d.Facts.Profiles.Exists(p => p.ProfileClass == "quadro")));

    public static IEnumerable<VimObject> VgpuProfiles(TwinHost host) => host.Devices.Where(d => d.IsInVgpuMode)
        .DistinctBy(DeviceVendorId)
        .SelectMany(d => d.Facts.Profiles.Select(p => new VimObject("VirtualMachineVgpuProfileInfo").Set("name", p.Name)
            .Set("profileName", p.Name).Set("deviceVendorId", DeviceVendorId(d)).Set("fbSizeInGib", (long)p.FramebufferGib)
            .Set("profileSharing", p.Sharing).Set("profileClass", p.ProfileClass)));

    /// <summary>(deviceId &lt;&lt; 16) | vendorId, as §1.7 has it.</summary>
    private static long DeviceVendorId(TwinDevice device) => ((long)device.DeviceId << 16) | (uint)device.VendorId;

    private static VimObject Query(Call call)
    {
        var compute = (TwinCompute)call.Target.Parent!;
        var hosts = call.Args.Ref("host") is { } given ? [call.Site.Get<TwinHost>(given)] : compute.Hosts;
        foreach (var host in hosts)
        {
            HostService.DemandUp(host);
        }

        return new VimObject("ConfigTarget")
            .Set("numCpus", hosts.Max(h => h.Facts.CpuCores * 2))
            .Set("numCpuCores", hosts.Max(h => h.Facts.CpuCores))
            .Set("numNumaNodes", hosts.Max(h => h.Facts.CpuPackages))
            .Set("smcPresent", false)
            .Set("maxMemMBOptimalPerf", (int)hosts.Max(h => h.UsableMib))
            .Set("pciPassthrough", VimArray.OrNull(hosts.SelectMany(Direct)))
            .Set("sriov", VimArray.OrNull(hosts.SelectMany(Sriov)))
            .Set("sharedGpuPassthroughTypes", VimArray.OrNull(hosts.SelectMany(GraphicsProperties.ProfileNames)
                .Distinct(StringComparer.Ordinal)
                .Select(p => new VimObject("VirtualMachinePciSharedGpuPassthroughInfo").Set("name", p).Set("vgpu", p))))
            .Set("dynamicPassthrough", VimArray.OrNull(hosts.SelectMany(Dynamic)))
            .Set("vgpuDeviceInfo", VimArray.OrNull(hosts.SelectMany(VgpuDevices)))
            .Set("vgpuProfileInfo", VimArray.OrNull(hosts.SelectMany(VgpuProfiles)))
            .Set("vendorDeviceGroupInfo", VimArray.OrNull(hosts.SelectMany(h => h.Facts.DeviceGroups).Distinct(StringComparer.Ordinal)
                .Select(VendorDeviceGroup.Info)));
    }

    /// <summary>Only devices usable now, that is active ones.</summary>
    private static IEnumerable<VimObject> Direct(TwinHost host) => host.Devices.Where(d => d.PassthruActive && d.Facts.PassthruCapable)
        .Select(d => new VimObject("VirtualMachinePciPassthroughInfo").Set("name", d.Facts.DeviceName)
            .Set("pciDevice", HostHardware.Pci(host.Site, d)).Set("systemId", host.SystemId));

    /// <summary>GPUs in vGPU mode stand here with virtualFunction=false, beside devices with SR-IOV in effect.</summary>
    private static IEnumerable<VimObject> Sriov(TwinHost host) => host.Devices
        .Where(d => d.IsInVgpuMode || (d.SriovActive && !d.PassthruActive))
        .Select(d => new VimObject("VirtualMachineSriovInfo").Set("name", d.Facts.DeviceName)
            .Set("pciDevice", HostHardware.Pci(host.Site, d)).Set("systemId", host.SystemId).Set("virtualFunction", false)
            .Set("pnic", d.Facts.HostName?.StartsWith("vmnic", StringComparison.Ordinal) == true ? d.Facts.HostName : null));
}

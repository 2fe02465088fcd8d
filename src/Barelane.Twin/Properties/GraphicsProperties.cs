using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>HostGraphicsManager and HostAssignableHardwareManager, and their mirrors in the host's config (§1.6).</summary>
internal static class GraphicsProperties
{
    private const long KibPerMib = 1024;

    public static object? Read(TwinHost host, string property) => property switch
    {
        "graphicsInfo" => VimArray.OrNull(Infos(host)),
        "graphicsConfig" => Config(host),
        "sharedPassthruGpuTypes" => VimArray.OrNull(ProfileNames(host)),
        "sharedGpuCapabilities" => VimArray.OrNull(Capabilities(host)),
        _ => null,
    };

    public static object? ReadAssignable(TwinHost host, string property) => property switch
    {
        "binding" => VimArray.OrNull(Bindings(host)),
        "config" => new VimObject("HostAssignableHardwareConfig"),
        _ => null,
    };

    /// <summary>Dynamic DirectPath devices in use, by the address behind each (§1.6 binding).</summary>
    public static IEnumerable<VimObject> Bindings(TwinHost host) =>
        from vm in host.Vms.Where(v => v.IsPoweredOn)
        from device in vm.Config.Passthrough.OfType<DynamicDevice>()
        where vm.Holds.ContainsKey(device.Key)
        select new VimObject("HostAssignableHardwareBinding").Set("instanceId", vm.Holds[device.Key]).Set("vm", vm.Ref);

    public static IEnumerable<string> ProfileNames(TwinHost host) =>
        host.Devices.Where(d => d.IsInVgpuMode).SelectMany(d => d.Facts.Profiles).Select(p => p.Name)
            .Distinct(StringComparer.Ordinal);

    private static VimObject Config(TwinHost host) => new VimObject("HostGraphicsConfig")
        .Set("hostDefaultGraphicsType", host.DefaultGraphicsType)
        .Set("sharedPassthruAssignmentPolicy", host.VgpuPolicy)
        .Set("deviceType", VimArray.OrNull(host.Devices.Where(IsHostOwnedGpu).Select(d =>
            new VimObject("HostGraphicsConfigDeviceType").Set("deviceId", d.Address).Set("graphicsType", d.WishedGraphicsType)
                .Set("vgpuMode", d.VgpuMode))));

    private static IEnumerable<VimObject> Infos(TwinHost host)
    {
        var withPassthrough = host.Site.Switches.GraphicsMemoryOfPassthroughGpus;
        return host.Devices.Where(d => IsHostOwnedGpu(d) || (d.IsGpu && withPassthrough)).Select(d =>
            new VimObject("HostGraphicsInfo").Set("deviceName", d.Facts.DeviceName).Set("vendorName", d.Facts.VendorName)
                .Set("pciId", d.Address).Set("graphicsType", d.PassthruActive ? "direct" : d.GraphicsType)
                .Set("vgpuMode", d.IsInVgpuMode ? d.VgpuMode ?? "none" : null)
                .Set("memorySizeInKB", d.Facts.FramebufferMib * KibPerMib)
                .Set("vm", VimArray.OrNull(Users(host, d))));
    }

    private static IEnumerable<MoRef> Users(TwinHost host, TwinDevice device) =>
        host.Vms.Where(vm => vm.IsPoweredOn && vm.Holds.ContainsValue(device.Address)).Select(vm => vm.Ref);

    private static IEnumerable<VimObject> Capabilities(TwinHost host) =>
        host.Devices.Where(d => d.IsInVgpuMode).SelectMany(d => d.Facts.Profiles).DistinctBy(p => p.Name).Select(p =>
            new VimObject("HostSharedGpuCapabilities").Set("vgpu", p.Name).Set("diskSnapshotSupported", true)
                .Set("memorySnapshotSupported", p.CanSnapshotMemory).Set("suspendSupported", p.CanSuspend)
                .Set("migrateSupported", p.CanMigrate));

    /// <summary>A GPU that a host driver claims: only such a one shows its framebuffer (§1.6).</summary>
    private static bool IsHostOwnedGpu(TwinDevice device) => device.IsGpu && !device.PassthruActive;
}

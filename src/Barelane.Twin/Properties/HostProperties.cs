using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>HostSystem (§1.3 to §1.6).</summary>
internal static class HostProperties
{
    public static object? Read(TwinHost host, string property) => property switch
    {
        "runtime" => Runtime(host),
        "summary" => Summary(host),
        "hardware" => HostHardware.Of(host),
        "capability" => HostCapabilities.Of(host),
        "config" => Config(host),
        "configManager" => new VimObject("HostConfigManager")
            .Set("pciPassthruSystem", host.PassthruSystem.Ref)
            .Set("graphicsManager", host.GraphicsManager.Ref)
            .Set("assignableHardwareManager", host.HardwareManager.Ref),
        "vm" => VimArray.Of(host.Vms.Select(vm => vm.Ref)),
        "datastore" => VimArray.Of(host.Datastores.Select(d => d.Ref)),
        "network" => VimArray.Of(host.Networks.Select(n => n.Ref)),
        _ => EntityProperties.Read(host, property),
    };

    private static VimObject Runtime(TwinHost host) => new VimObject("HostRuntimeInfo")
        .Set("connectionState", host.ConnectionState)
        .Set("powerState", host.ConnectionState == "notResponding" ? "unknown" : "poweredOn")
        .Set("inMaintenanceMode", host.InMaintenanceMode)
        .Set("inQuarantineMode", false)
        .Set("bootTime", host.BootTime);

    private static VimObject Summary(TwinHost host) => new VimObject("HostListSummary")
        .Set("host", host.Ref)
        .Set("hardware", HostHardware.Summary(host))
        .Set("runtime", Runtime(host))
        .Set("config", new VimObject("HostConfigSummary").Set("name", host.Name).Set("port", 443)
            .Set("product", Product(host)).Set("vmotionEnabled", true).Set("faultToleranceEnabled", false))
        .Set("quickStats", new VimObject("HostListSummaryQuickStats").Set("overallCpuUsage", 1200)
            .Set("overallMemoryUsage", (int)(host.Facts.MemoryMib - host.UnreservedMib)))
        .Set("overallStatus", "green")
        .Set("rebootRequired", host.RebootRequired)
        .Set("managementServerIp", host.Site.Record.ManagementAddress);

    private static VimObject Config(TwinHost host) => new VimObject("HostConfigInfo")
        .Set("host", host.Ref)
        .Set("product", Product(host))
        .Set("storageDevice", HostHardware.Storage(host))
        .Set("network", HostHardware.Network(host))
        .Set("lockdownMode", "lockdownDisabled")
        .Set("pciPassthruInfo", VimArray.OrNull(PassthruProperties.Infos(host)))
        .Set("graphicsInfo", GraphicsProperties.Read(host, "graphicsInfo"))
        .Set("sharedPassthruGpuTypes", GraphicsProperties.Read(host, "sharedPassthruGpuTypes"))
        .Set("graphicsConfig", GraphicsProperties.Read(host, "graphicsConfig"))
        .Set("sharedGpuCapabilities", GraphicsProperties.Read(host, "sharedGpuCapabilities"))
        .Set("assignableHardwareBinding", VimArray.OrNull(GraphicsProperties.Bindings(host)));

    private static VimObject Product(TwinHost host)
    {
        var version = host.Facts.Version ?? ServiceProperties.ProductVersion(host.Site.Record);
        return new VimObject("AboutInfo").Set("name", "VMware ESXi")
            .Set("fullName", $"VMware ESXi {version} build-{host.Facts.Build}").Set("vendor", "VMware, Inc.")
            .Set("version", version).Set("build", host.Facts.Build).Set("osType", "vmnix-x86")
            .Set("productLineId", "embeddedEsx").Set("apiType", "HostAgent").Set("apiVersion", host.Site.Record.ApiVersion);
    }
}

using Barelane.Twin.Model;
using Barelane.Twin.Recording;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>ServiceInstance: what a client reads first (§1.2).</summary>
internal static class ServiceProperties
{
    public static VimObject Content(TwinSite site)
    {
        var content = new VimObject("ServiceContent")
            .Set("rootFolder", site.Root.Ref)
            .Set("propertyCollector", new MoRef("PropertyCollector", "propertyCollector"))
            .Set("viewManager", new MoRef("ViewManager", "ViewManager"))
            .Set("about", About(site.Record))
            .Set("sessionManager", new MoRef("SessionManager", "SessionManager"))
            .Set("authorizationManager", new MoRef("AuthorizationManager", "AuthorizationManager"))
            .Set("taskManager", new MoRef("TaskManager", "TaskManager"))
            .Set("diagnosticManager", new MoRef("DiagnosticManager", "DiagMgr"))
            .Set("searchIndex", new MoRef("SearchIndex", "SearchIndex"))
            .Set("guestOperationsManager", new MoRef("GuestOperationsManager", "guestOperationsManager"));
        return site.IsLoneHost ? content : content.Set(
            "vmCompatibilityChecker", new MoRef("VirtualMachineCompatibilityChecker", "CompatibilityChecker"));
    }

    public static string ProductVersion(RecordedSite record)
    {
        var parts = record.ApiVersion.Split('.');
        return record.Version ?? string.Join('.', [.. parts.Take(3), .. Enumerable.Repeat("0", Math.Max(0, 3 - parts.Length))]);
    }

    private static VimObject About(RecordedSite record)
    {
        var lone = record.ApiType == "HostAgent";
        var name = lone ? "VMware ESXi" : "VMware vCenter Server";
        var version = ProductVersion(record);
        return new VimObject("AboutInfo")
            .Set("name", name)
            .Set("fullName", $"{name} {version} build-{record.Build}")
            .Set("vendor", "VMware, Inc.")
            .Set("version", version)
            .Set("build", record.Build)
            .Set("osType", lone ? "vmnix-x86" : "linux-x64")
            .Set("productLineId", lone ? "embeddedEsx" : "vpx")
            .Set("apiType", record.ApiType)
            .Set("apiVersion", record.ApiVersion)
            .Set("instanceUuid", lone ? null
                : record.InstanceUuid ?? StableUuid.Of("site " + string.Join(',', record.Datacenters.Select(d => d.Name))))
            .Set("licenseProductName", lone ? "VMware ESX Server" : "VMware VirtualCenter Server")
            .Set("licenseProductVersion", version);
    }
}

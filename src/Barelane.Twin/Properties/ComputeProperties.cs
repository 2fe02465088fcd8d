using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>ComputeResource and ClusterComputeResource.</summary>
internal static class ComputeProperties
{
    private const long Mib = 1L << 20;

    public static object? Read(TwinCompute compute, string property) => property switch
    {
        "resourcePool" => compute.RootPool.Ref,
        "host" => VimArray.Of(compute.Hosts.Select(h => h.Ref)),
        "datastore" => VimArray.Of(compute.Datacenter.Datastores.Select(d => d.Ref)),
        "network" => VimArray.Of(compute.Datacenter.Networks.Select(n => n.Ref)),
        "environmentBrowser" => compute.Browser.Ref,
        "summary" => Summary(compute),
        "configurationEx" => compute.IsCluster ? ConfigurationEx(compute)
            : new VimObject("ComputeResourceConfigInfo").Set("vmSwapPlacement", "vmDirectory"),
        "configuration" => Common(compute, new VimObject("ClusterConfigInfo")),
        _ => EntityProperties.Read(compute, property),
    };

    private static VimObject ConfigurationEx(TwinCompute compute) =>
        Common(compute, new VimObject("ClusterConfigInfoEx").Set("vmSwapPlacement", "vmDirectory"))
            .Set("group", VimArray.OrNull(compute.Groups))
            .Set("vsanConfigInfo", new VimObject("VsanClusterConfigInfo").Set("enabled", compute.VsanEnabled));

    private static VimObject Common(TwinCompute compute, VimObject config) => config
        .Set("dasConfig", new VimObject("ClusterDasConfigInfo").Set("enabled", compute.HaEnabled)
            .Set("vmMonitoring", "vmMonitoringDisabled").Set("hostMonitoring", "enabled").Set("failoverLevel", 1)
            .Set("admissionControlEnabled", compute.AdmissionControlEnabled)
            .Set("defaultVmSettings", new VimObject("ClusterDasVmSettings").Set("restartPriority", "medium")))
        .Set("dasVmConfig", VimArray.OrNull(compute.HaOverrides))
        .Set("drsConfig", new VimObject("ClusterDrsConfigInfo").Set("enabled", compute.DrsEnabled)
            .Set("enableVmBehaviorOverrides", true).Set("defaultVmBehavior", compute.DrsBehavior).Set("vmotionRate", 3))
        .Set("drsVmConfig", VimArray.OrNull(compute.DrsOverrides))
        .Set("rule", VimArray.OrNull(compute.Rules));

    private static VimObject Summary(TwinCompute compute)
    {
        var summary = new VimObject(compute.IsCluster ? "ClusterComputeResourceSummary" : "ComputeResourceSummary")
            .Set("totalCpu", compute.Hosts.Sum(h => h.Facts.CpuCores * h.Facts.CpuMhz))
            .Set("totalMemory", compute.Hosts.Sum(h => h.Facts.MemoryMib) * Mib)
            .Set("numCpuCores", (short)compute.Hosts.Sum(h => h.Facts.CpuCores))
            .Set("numCpuThreads", (short)compute.Hosts.Sum(h => h.Facts.CpuCores * 2))
            .Set("effectiveCpu", compute.Hosts.Where(IsEffective).Sum(h => h.Facts.CpuCores * h.Facts.CpuMhz))
            .Set("effectiveMemory", compute.Hosts.Where(IsEffective).Sum(h => h.UsableMib))
            .Set("numHosts", compute.Hosts.Count)
            .Set("numEffectiveHosts", compute.Hosts.Count(IsEffective))
            .Set("overallStatus", "green");
        return compute.IsCluster ? summary.Set("currentFailoverLevel", 1).Set("numVmotions", 0) : summary;
    }

    private static bool IsEffective(TwinHost host) => host.IsUp && !host.InMaintenanceMode;
}

using Barelane.Twin.Properties;
using Barelane.Twin.Recording;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A cluster, or the compute resource of a host that is in none.</summary>
public sealed class TwinCompute : TwinObject
{
    internal TwinCompute(TwinSite site, RecordedCluster facts, TwinDatacenter datacenter)
        : base(
            site,
            facts.IsCluster ? "ClusterComputeResource" : "ComputeResource",
            site.NewId(facts.IsCluster ? "domain-c" : "domain-s"),
            facts.Name,
            datacenter.HostFolder)
    {
        Datacenter = datacenter;
        IsCluster = facts.IsCluster;
        DrsEnabled = facts.IsCluster && facts.DrsEnabled;
        DrsBehavior = facts.DrsBehavior;
        HaEnabled = facts.IsCluster && facts.HaEnabled;
        AdmissionControlEnabled = HaEnabled && facts.AdmissionControlEnabled;
        VsanEnabled = facts.IsCluster && facts.VsanEnabled;
        RootPool = site.Add(new TwinPool(site, "Resources", this, this, new RecordedPool()));
        Browser = site.Add(new TwinService(site, "EnvironmentBrowser", site.NewId("envbrowser"), _ => null) { Parent = this });
    }

    /// <summary>Whether it is a cluster.</summary>
    public bool IsCluster { get; }

    /// <summary>The hosts.</summary>
    public IReadOnlyList<TwinHost> Hosts => HostList;

    /// <summary>Whether DRS is on.</summary>
    public bool DrsEnabled { get; internal set; }

    /// <summary>Whether HA is on.</summary>
    public bool HaEnabled { get; internal set; }

    internal string DrsBehavior { get; set; }

    internal bool AdmissionControlEnabled { get; set; }

    internal bool VsanEnabled { get; }

    internal TwinDatacenter Datacenter { get; }

    internal TwinPool RootPool { get; }

    internal TwinService Browser { get; }

    internal List<TwinHost> HostList { get; } = [];

    /// <summary>ClusterGroupInfo objects.</summary>
    internal List<VimObject> Groups { get; } = [];

    /// <summary>ClusterRuleInfo objects.</summary>
    internal List<VimObject> Rules { get; } = [];

    /// <summary>ClusterDrsVmConfigInfo objects.</summary>
    internal List<VimObject> DrsOverrides { get; } = [];

    /// <summary>ClusterDasVmConfigInfo objects.</summary>
    internal List<VimObject> HaOverrides { get; } = [];

    internal int LastRuleKey { get; set; }

    internal override object? Read(string property) => ComputeProperties.Read(this, property);
}

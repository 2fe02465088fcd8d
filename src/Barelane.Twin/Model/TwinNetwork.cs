using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A network of the hosts of its datacenter.</summary>
public sealed class TwinNetwork : TwinObject
{
    internal TwinNetwork(TwinSite site, string name, TwinDatacenter datacenter)
        : base(site, "Network", site.NewId("network"), name, datacenter.NetworkFolder) => Datacenter = datacenter;

    internal TwinDatacenter Datacenter { get; }

    internal override object? Read(string property) => property switch
    {
        "summary" => new VimObject("NetworkSummary").Set("network", Ref).Set("name", Name).Set("accessible", true)
            .Set("ipPoolName", string.Empty),
        "host" => VimArray.OrNull(Datacenter.Hosts().Where(h => h.Networks.Contains(this)).Select(h => h.Ref)),
        "vm" => VimArray.OrNull(Site.Vms.Where(vm => vm.IsOn(this)).Select(vm => vm.Ref)),
        _ => EntityProperties.Read(this, property),
    };
}

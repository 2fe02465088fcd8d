using Barelane.Twin.Recording;

namespace Barelane.Twin.Building;

/// <summary>
/// Builds a <see cref="RecordedSite"/> in code, from the outside in: a datacenter, a cluster in it, hosts in that cluster,
/// VMs on those hosts.
/// <code>
/// var site = new TwinSiteBuilder().Datacenter("dc1").Cluster("gpu")
///     .Host("esx-01", host => host.Devices.Add(PciCards.A40("0000:3b:00.0")))
///     .Vm("render-01", "esx-01", vm => vm.MemoryMib = 65536)
///     .Build();
/// </code>
/// </summary>
public sealed class TwinSiteBuilder
{
    private readonly RecordedSite _site = new();
    private RecordedDatacenter? _datacenter;
    private RecordedCluster? _cluster;

    /// <summary>Sets what the whole site has: version, kind, identity.</summary>
    public TwinSiteBuilder Site(Action<RecordedSite> configure)
    {
        configure(_site);
        return this;
    }

    /// <summary>Begins a datacenter; what follows goes into it.</summary>
    public TwinSiteBuilder Datacenter(string name, Action<RecordedDatacenter>? configure = null)
    {
        _datacenter = new RecordedDatacenter { Name = name };
        _site.Datacenters.Add(_datacenter);
        configure?.Invoke(_datacenter);
        return this;
    }

    /// <summary>Begins a cluster in the datacenter; hosts that follow go into it.</summary>
    public TwinSiteBuilder Cluster(string name, Action<RecordedCluster>? configure = null)
    {
        _cluster = new RecordedCluster { Name = name };
        Within(_datacenter, "a datacenter").Clusters.Add(_cluster);
        configure?.Invoke(_cluster);
        return this;
    }

    /// <summary>Adds a host that is in no cluster.</summary>
    public TwinSiteBuilder StandaloneHost(string name, Action<RecordedHost>? configure = null)
    {
        Cluster(name, cluster => cluster.IsCluster = false);
        return Host(name, configure);
    }

    /// <summary>Adds a host to the cluster, with the devices every server has: ports, a network adapter, a boot drive, a BMC.</summary>
    public TwinSiteBuilder Host(string name, Action<RecordedHost>? configure = null)
    {
        var host = new RecordedHost { Name = name, SerialNumber = "SN-" + name };
        host.Devices.AddRange(
        [
            PciCards.RootPort("0000:16:02.0"),
            PciCards.RootPort("0000:3a:00.0"),
            PciCards.RootPort("0000:ae:00.0"),
            PciCards.BmcDisplay("0000:03:00.0"),
            PciCards.Nic("0000:17:00.0", "vmnic0"),
            PciCards.Nic("0000:17:00.1", "vmnic1"),
            PciCards.Nvme("0000:01:00.0", "vmhba0"),
        ]);
        configure?.Invoke(host);
        Connect(host);
        Within(_cluster, "a cluster").Hosts.Add(host);
        return this;
    }

    /// <summary>Adds a VM on a host.</summary>
    public TwinSiteBuilder Vm(string name, string host, Action<RecordedVm>? configure = null)
    {
        var vm = new RecordedVm { Name = name, Host = host };
        configure?.Invoke(vm);
        Within(_datacenter, "a datacenter").Vms.Add(vm);
        return this;
    }

    /// <summary>The site.</summary>
    public RecordedSite Build() => _site;

    /// <summary>Hangs each device that has no bridge yet under the root port of its bus range.</summary>
    private static void Connect(RecordedHost host)
    {
        foreach (var device in host.Devices.Where(d => d.ClassId != "0604" && d.ParentBridge is null))
        {
            var bus = device.Address[5..7];
            device.ParentBridge = host.Devices.Where(d => d.ClassId == "0604" && string.CompareOrdinal(d.Address[5..7], bus) < 0)
                .MaxBy(d => d.Address, StringComparer.Ordinal)?.Address;
        }
    }

    private static T Within<T>(T? current, string kind)
        where T : class => current ?? throw new InvalidOperationException($"Begin {kind} before what goes into it.");
}

using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A datacenter with its four folders.</summary>
public sealed class TwinDatacenter : TwinObject
{
    internal TwinDatacenter(TwinSite site, string name, TwinFolder parent)
        : base(site, "Datacenter", site.NewId("datacenter"), name, parent)
    {
        VmFolder = site.Add(new TwinFolder(site, site.NewId("group-v"), "vm", this, "Folder", "VirtualMachine"));
        HostFolder = site.Add(new TwinFolder(site, site.NewId("group-h"), "host", this, "Folder", "ComputeResource"));
        DatastoreFolder = site.Add(new TwinFolder(site, site.NewId("group-s"), "datastore", this, "Folder", "Datastore"));
        NetworkFolder = site.Add(new TwinFolder(site, site.NewId("group-n"), "network", this, "Folder", "Network"));
    }

    internal TwinFolder VmFolder { get; }

    internal TwinFolder HostFolder { get; }

    internal TwinFolder DatastoreFolder { get; }

    internal TwinFolder NetworkFolder { get; }

    internal IEnumerable<TwinDatastore> Datastores => DatastoreFolder.Children.OfType<TwinDatastore>();

    internal IEnumerable<TwinNetwork> Networks => NetworkFolder.Children.OfType<TwinNetwork>();

    internal IEnumerable<TwinHost> Hosts() => HostFolder.Children.OfType<TwinCompute>().SelectMany(c => c.Hosts);

    internal override object? Read(string property) => property switch
    {
        "vmFolder" => VmFolder.Ref,
        "hostFolder" => HostFolder.Ref,
        "datastoreFolder" => DatastoreFolder.Ref,
        "networkFolder" => NetworkFolder.Ref,
        "datastore" => VimArray.Of(Datastores.Select(d => d.Ref)),
        "network" => VimArray.Of(Networks.Select(n => n.Ref)),
        _ => EntityProperties.Read(this, property),
    };
}

using Barelane.Twin.Properties;
using Barelane.Twin.Recording;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A datastore, mounted on the hosts of its datacenter.</summary>
public sealed class TwinDatastore : TwinObject
{
    private const long Gib = 1L << 30;

    internal TwinDatastore(TwinSite site, RecordedDatastore facts, TwinDatacenter datacenter)
        : base(site, "Datastore", site.NewId("datastore"), facts.Name, datacenter.DatastoreFolder)
    {
        Facts = facts;
        Datacenter = datacenter;
    }

    internal RecordedDatastore Facts { get; }

    internal TwinDatacenter Datacenter { get; }

    private string Url => $"ds:///vmfs/volumes/{Ref.Id}/";

    internal override object? Read(string property) => property switch
    {
        "summary" => new VimObject("DatastoreSummary").Set("datastore", Ref).Set("name", Name).Set("url", Url)
            .Set("capacity", Facts.CapacityGib * Gib).Set("freeSpace", Facts.FreeGib * Gib).Set("accessible", true)
            .Set("multipleHostAccess", Facts.IsShared).Set("type", Facts.Type).Set("maintenanceMode", "normal"),
        "info" => new VimObject("DatastoreInfo").Set("name", Name).Set("url", Url).Set("freeSpace", Facts.FreeGib * Gib)
            .Set("maxFileSize", 64L << 40).Set("maxMemoryFileSize", 64L << 40),
        "host" => VimArray.OrNull(Datacenter.Hosts().Where(h => h.Datastores.Contains(this)).Select(h => new VimObject("DatastoreHostMount").Set("key", h.Ref)
            .Set("mountInfo", new VimObject("HostMountInfo").Set("accessMode", "readWrite").Set("mounted", true)
                .Set("accessible", true)))),
        "vm" => VimArray.OrNull(Site.Vms.Where(vm => vm.Datastore == this).Select(vm => vm.Ref)),
        "capability" => new VimObject("DatastoreCapability").Set("directoryHierarchySupported", true)
            .Set("rawDiskMappingsSupported", true).Set("perFileThinProvisioningSupported", true)
            .Set("storageIORMSupported", true).Set("nativeSnapshotSupported", false),
        _ => EntityProperties.Read(this, property),
    };
}

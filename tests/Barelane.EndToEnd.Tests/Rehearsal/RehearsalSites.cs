using Barelane.Cli.Rehearsal;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.EndToEnd.Tests.Rehearsal;

/// <summary>The site that every fault is planted in, and the document that gives a card in it.</summary>
internal static class RehearsalSites
{
    public const string Card = "0000:3b:00.0";

    /// <summary>Two hosts in a cluster, an A40 in the first; a VM that is to get it, and one that only lives beside it.</summary>
    public static RecordedSite Base() => new TwinSiteBuilder()
        .Datacenter("dc1", dc =>
        {
            dc.Datastores.Add(new RecordedDatastore { Name = "shared" });
            dc.Datastores.Add(new RecordedDatastore { Name = "local-02" });
            dc.Networks.Add("VM Network");
        })
        .Cluster("gpu")
        .Host("esx-01", host =>
        {
            host.Devices.Add(PciCards.A40(Card));
            host.Datastores = ["shared"];
        })
        .Host("esx-02", host => host.Datastores = ["shared", "local-02"])
        .Vm("render-01", "esx-01", vm => (vm.Cpus, vm.MemoryMib) = (8, 32768))
        .Vm("web-03", "esx-01", vm => (vm.MemoryMib, vm.PowerState) = (4096, "poweredOn"))
        .Build();

    /// <summary>The same with the card ready to be given, so that no host has to be rebooted.</summary>
    public static RecordedSite Ready()
    {
        var site = Base();
        var card = site.CardOf();
        (card.PassthruEnabled, card.PassthruActive) = (true, true);
        return site;
    }

    /// <summary>The same with the card in shared mode and a VM that has a slice of it.</summary>
    public static RecordedSite Shared()
    {
        var site = Base();
        site.Host("esx-01").HasVgpuManager = true;
        site.CardOf().GraphicsType = "sharedDirect";
        return site;
    }

    /// <summary>render-01 gets the card.</summary>
    public static Document Direct(WayVariant? variant = WayVariant.DirectFixed, int? mmioGiB = null) => Document(new Assignment
    {
        Vm = "dc1/render-01",
        Way = Way.Direct,
        Variant = variant,
        Gpu = new GpuSelector { Model = "A40" },
        MmioGiB = mmioGiB,
    });

    /// <summary>render-01 gets a slice.</summary>
    public static Document Slice(string profile = "nvidia_a40-8q") => Document(new Assignment
    {
        Vm = "dc1/render-01",
        Way = Way.Shared,
        Gpu = new GpuSelector { Profile = profile },
    });

    /// <summary>Rehearses a document on a record.</summary>
    public static RehearsalRequest Request(RecordedSite site, Document? document = null) => new()
    {
        Document = document ?? Direct(),
        Records = new Dictionary<string, RecordedSite> { ["dc1"] = site },
        Given = new GivenConsents { ForAll = new HashSet<string> { ConsentNames.VmHardOff } },
    };

    /// <summary>The host of a name.</summary>
    public static RecordedHost Host(this RecordedSite site, string name) => site.Datacenters[0].Clusters.SelectMany(c => c.Hosts).Single(h => h.Name == name);

    /// <summary>The VM of a name.</summary>
    public static RecordedVm Vm(this RecordedSite site, string name) => site.Datacenters[0].Vms.Single(v => v.Name == name);

    /// <summary>The card.</summary>
    public static RecordedDevice CardOf(this RecordedSite site) => site.Host("esx-01").Devices.Single(d => d.Address == RehearsalSites.Card);

    private static Document Document(Assignment assignment) => new()
    {
        Name = "farm",
        Sites = [new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = "https://vcenter.example/sdk" }],
        Assignments = [assignment],
        Accept = ["HOST-MMIO-001", "HOST-IOMMU-001"],
    };
}

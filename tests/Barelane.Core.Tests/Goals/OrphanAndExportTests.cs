using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.TestKit.Inventories;

namespace Barelane.Core.Tests.Goals;

public sealed class OrphanAndExportTests
{
    [Fact]
    public void A_card_that_is_switched_on_and_unused_is_an_orphan()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)).Vm("a", "esx01").Build();

        Assert.Contains("no VM has it", Assert.Single(OrphanSearch.Of(fleet)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_by_description_is_no_orphan_while_a_vm_of_its_cluster_asks_for_its_kind()
    {
        var fleet = new InventoryBuilder().Cluster("gpu").Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Vm("a", "esx01", Has("dynamic 10de:2235", null)).Build();

        Assert.Empty(OrphanSearch.Of(fleet));
    }

    [Fact]
    public void A_vm_on_another_host_asks_for_cards_of_its_own_cluster_only()
    {
        var fleet = new InventoryBuilder().Cluster("gpu").Cluster("other")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)).Host("esx02", "gpu")
            .Host("esx03", "other", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Vm("a", "esx02", Has("dynamic 10de:2235", null)).Build();

        Assert.Equal("dc1/esx03 0000:3b:00.0", Assert.Single(OrphanSearch.Of(fleet)).Name);
    }

    [Fact]
    public void A_vm_that_points_at_another_model_or_at_nothing_is_an_orphan()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A100, HostParts.Ready))
            .Vm("a", "esx01", Has("fixed 0000:3b:00.0 10de:2235 at x", "0000:3b:00.0")).Vm("b", "esx01", Has("fixed 0000:af:00.0 10de:2235 at x", "0000:af:00.0")).Build();

        var orphans = OrphanSearch.Of(fleet).Where(o => o.Subject.Kind == ObjectKind.Vm).ToList();

        Assert.Contains("'NVIDIA A100-PCIE-40GB'", orphans[0].What, StringComparison.Ordinal);
        Assert.Contains("nothing is at 0000:af:00.0", orphans[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_names_what_is_there_and_leaves_companions_out()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.Rtx3090, HostParts.Ready))
            .Vm("game", "esx01", v => v with
            {
                Attached = Observed.Read<IReadOnlyList<AttachedDevice>>(
                [
                    Device("fixed 0000:3b:00.0 10de:2204 at x", "0000:3b:00.0"), Device("fixed 0000:3b:00.1 10de:1aef at x", "0000:3b:00.1"),
                ]),
            })
            .Vm("plain", "esx01")
            .Vm("desk", "esx01", v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new AttachedDevice { Key = "1", Way = Way.Shared, Backing = "profile nvidia_a40-8q" }]) })
            .Build();

        var document = Exporter.Export(fleet, "found", []);

        Assert.Equal(["dc1/desk", "dc1/game"], document.Assignments.Select(a => a.Vm).Order(StringComparer.Ordinal));
        Assert.Equal("0000:3b:00.0", document.Assignments.Single(a => a.Way == Way.Direct).Gpu.Address.ToString());
        Assert.Equal("nvidia_a40-8q", document.Assignments.Single(a => a.Way == Way.Shared).Gpu.Profile);
    }

    private static Func<Vm, Vm> Has(string backing, string? address) => vm => vm with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([Device(backing, address)]) };

    private static AttachedDevice Device(string backing, string? address) =>
        new() { Key = "13000", Way = Way.Direct, Backing = backing, Address = address is null ? null : PciAddress.Parse(address) };
}

using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

public sealed class PlacementTests
{
    private static readonly InventoryBuilder Names = new();
    private static readonly ObjectRef Vm = Names.VmRef("render-01");
    private static readonly Assignment OnTwo = Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40", Host = "esx02" });

    private static InventoryBuilder Site(Func<Vm, Vm>? vm = null, Func<Host, Host>? second = null, Func<Cluster, Cluster>? cluster = null) => new InventoryBuilder()
        .Cluster("gpu", cluster)
        .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40))
        .Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40), second ?? (h => h))
        .Vm("render-01", "esx01", vm);

    [Fact]
    public void The_vm_goes_to_the_host_of_a_fixed_card_and_a_rule_says_so()
    {
        var proposal = Ask.Propose(Site().Build(), OnTwo);

        Assert.Equal(WayVariant.DirectFixed, proposal.Variant);
        Assert.Equal(Names.HostRef("esx02").Id, proposal.Wanted(Vm, Field.Placement));
        Assert.Equal(Names.HostRef("esx02").Id, proposal.Wanted(Vm, VSphereFields.HostRule));
        Assert.Empty(Assert.Single(proposal.Wants, w => w.Field == Field.Placement).AlsoFine);
        Assert.Empty(proposal.Findings);
    }

    [Fact]
    public void Without_load_balancing_there_is_no_rule()
    {
        Assert.False(Ask.Propose(Site(cluster: c => c with { LoadBalancing = Observed.Read(false) }).Build(), OnTwo).Wants(Vm, VSphereFields.HostRule));
        Assert.False(Ask.Propose(Site(cluster: c => c with { LoadBalancing = Observed<bool>.Unreadable("no") }).Build(), OnTwo).Wants(Vm, VSphereFields.HostRule));
    }

    [Fact]
    public void The_same_address_on_another_host_is_another_card()
    {
        var builder = Site(v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([Attached("esx01")]) });

        var proposal = Ask.Propose(builder.Build(), OnTwo);

        Assert.Contains(Ask.Open(builder.Build(), proposal), w => w.Field == Field.Attached($"fixed 0000:3b:00.0 10de:2235 at {Names.HostRef("esx02").Id}"));
    }

    [Fact]
    public void A_foreign_fixed_device_stands_in_the_way_of_a_move()
    {
        var proposal = Ask.Propose(Site(v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([Attached("esx01")]) }).Build(), OnTwo);

        var finding = Assert.Single(proposal.Findings);
        Assert.Equal("VSPHERE-MOVE-003", finding.Rule);
        Assert.True(finding.Blocks);
    }

    [Fact]
    public void A_card_that_the_document_itself_gave_does_not()
    {
        var given = Attached("esx01");
        var builder = Site(v => v with
        {
            Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([given]),
            Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["barelane.document"] = "render-farm", ["barelane.cards"] = given.Backing }),
        });

        Assert.Empty(Ask.Propose(builder.Build(), OnTwo).Findings);
    }

    [Theory]
    [InlineData("VSPHERE-MOVE-001")]
    [InlineData("VSPHERE-MOVE-002")]
    public void A_move_to_a_host_that_lacks_storage_or_network_is_refused(string rule)
    {
        var proposal = Ask.Propose(Site(second: h => rule == "VSPHERE-MOVE-001" ? h with { Storage = ["datastore-9"] } : h with { Networks = ["network-9"] }).Build(), OnTwo);

        Assert.Equal(rule, Assert.Single(proposal.Findings).Rule);
    }

    [Fact]
    public void A_vm_that_is_there_already_is_not_checked_for_a_move()
    {
        var fleet = Site(second: h => h with { Storage = ["datastore-9"] }).Build();

        Assert.Empty(Ask.Propose(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40", Host = "esx01" })).Findings);
    }

    [Fact]
    public void The_rule_is_read_from_the_cluster_by_its_name()
    {
        var fleet = Site(cluster: c => c with
        {
            Rules = Observed.Read<IReadOnlyList<PlacementRule>>(
            [
                new PlacementRule { Name = "somebody's", Kind = "on-hosts", Vms = [Vm], Hosts = [Names.HostRef("esx02")] },
                new PlacementRule { Name = "barelane-" + Vm.Id, Kind = "on-hosts", Vms = [Vm], Hosts = [Names.HostRef("esx01")] },
            ]),
        }).Build();

        Assert.Equal(Names.HostRef("esx01").Id, Ask.Planner.Read(fleet, Vm, VSphereFields.HostRule).Value);
        Assert.Equal(ObservedState.Unreadable, Ask.Planner.Read(
            Site(cluster: c => c with { Rules = Observed<IReadOnlyList<PlacementRule>>.Unreadable("no privilege") }).Build(), Vm, VSphereFields.HostRule).State);
    }

    [Fact]
    public void A_rule_whose_host_was_not_inspected_is_unreadable_and_not_empty()
    {
        var fleet = Site(cluster: c => c with
        {
            Rules = Observed.Read<IReadOnlyList<PlacementRule>>([new PlacementRule { Name = "barelane-" + Vm.Id, Kind = "on-hosts", Vms = [Vm] }]),
        }).Build();

        Assert.Equal(ObservedState.Unreadable, Ask.Planner.Read(fleet, Vm, VSphereFields.HostRule).State);
    }

    private static AttachedDevice Attached(string host) => new()
    {
        Key = "13000",
        Way = Way.Direct,
        Backing = $"fixed 0000:3b:00.0 10de:2235 at {Names.HostRef(host).Id}",
        Address = PciAddress.Parse("0000:3b:00.0"),
    };
}

using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;

namespace Barelane.VSphere.Tests.Planning;

public sealed class DescriptionTests
{
    private static readonly InventoryBuilder Names = new();
    private static readonly ObjectRef Vm = Names.VmRef("render-01");
    private static readonly Assignment ByModel = Ask.Direct("dc1/render-01", new GpuSelector { Model = "NVIDIA A40" });

    private static FleetInventory Site(
        Func<Vm, Vm>? vm = null, Func<Host, Host>? host = null, Func<Cluster, Cluster>? cluster = null, Func<Device, Device>? first = null, Func<Device, Device>? second = null,
        IReadOnlyList<Device>? card = null, Func<Site, Site>? site = null) => new InventoryBuilder()
        .Site(site ?? (s => s))
        .Cluster("gpu", cluster)
        .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", card ?? Cards.A40, d => (first ?? (x => x))(HostParts.Ready(d))), host ?? (h => h))
        .Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", card ?? Cards.A40, d => (second ?? (x => x))(HostParts.Ready(d))), host ?? (h => h))
        .Vm("render-01", "esx01", vm)
        .Build();

    [Fact]
    public void A_card_by_model_is_given_by_description_where_the_cluster_can_restart_the_vm_elsewhere()
    {
        var proposal = Ask.Propose(Site(), ByModel);

        Assert.Equal(WayVariant.DirectByDescription, proposal.Variant);
        Assert.Equal("1", proposal.Wanted(Vm, Field.Attached("dynamic 10de:2235")));
        Assert.DoesNotContain(proposal.Wants, w => w.Field.Name == "host-rule");
        Assert.Equal([Names.HostRef("esx02").Id], Assert.Single(proposal.Wants, w => w.Field == Field.Placement).AlsoFine);
    }

    [Fact]
    public void The_label_that_an_administrator_gave_is_part_of_the_description()
    {
        static Device Gold(Device d) => d with { Label = Observed.Read("gold") };

        Assert.Equal("1", Ask.Propose(Site(first: Gold, second: Gold), ByModel).Wanted(Vm, Field.Attached("dynamic 10de:2235 label=gold")));
    }

    public static TheoryData<string, FleetInventory> Reasons() => new()
    {
        { "host without the capability", Site(host: h => h with { AssignableHardware = Observed.Read(false) }) },
        { "capability unknown", Site(host: h => h with { AssignableHardware = Observed<bool>.Unreadable("no") }) },
        { "old virtual hardware", Site(vm: v => v with { HardwareVersion = Observed.Read("vmx-15") }) },
        { "nothing to keep", Site(cluster: c => c with { HostFailover = Observed.Read(false), LoadBalancing = Observed.Read(false) }) },
        { "no second card that is ready", Site(second: d => d with { State = Observed.Read(DeviceState.HostOwned), PassthroughWanted = Observed.Read(false) }) },
        { "another's labelled card fits too", Site(second: d => d with { Label = Observed.Read("gold") }) },
        { "two models under one id", Site(second: d => d with { Name = "NVIDIA A40-X" }) },
        { "companions", Site(card: Cards.Rtx3090) },
        { "a lone host's endpoint", Site(site: s => s with { ManagesFleet = false }) },
    };

    [Theory]
    [MemberData(nameof(Reasons), DisableDiscoveryEnumeration = true)]
    public void Otherwise_it_is_given_by_address(string reason, FleetInventory fleet)
    {
        Assert.NotEmpty(reason);
        var model = fleet.Hosts.First().Devices[0].Name.Contains("A40", StringComparison.Ordinal) ? "A40" : "RTX 3090";

        Assert.Equal(WayVariant.DirectFixed, Ask.Propose(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = model })).Variant);
    }

    [Fact]
    public void Who_names_the_card_or_the_host_gets_that_card()
    {
        Assert.Equal(WayVariant.DirectFixed, Ask.Propose(Site(), Ask.Direct("dc1/render-01", new GpuSelector { Address = PciAddress.Parse("0000:3b:00.0") })).Variant);
        Assert.Equal(WayVariant.DirectFixed, Ask.Propose(Site(), Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40", Host = "esx01" })).Variant);
    }

    [Fact]
    public void The_document_overrides_the_choice()
    {
        Assert.Equal(WayVariant.DirectFixed, Ask.Propose(Site(), ByModel with { Variant = WayVariant.DirectFixed }).Variant);
        var old = Ask.Propose(Site(vm: v => v with { HardwareVersion = Observed.Read("vmx-15") }), ByModel with { Variant = WayVariant.DirectByDescription });
        Assert.Equal(WayVariant.DirectByDescription, old.Variant);
        Assert.Equal("vmx-17", old.Wanted(Vm, Field.HardwareVersion));
        Assert.Empty(old.Findings);
    }

    [Fact]
    public void A_description_that_is_insisted_on_and_fits_other_cards_is_refused()
    {
        var proposal = Ask.Propose(Site(second: d => d with { Label = Observed.Read("gold") }), ByModel with { Variant = WayVariant.DirectByDescription });

        Assert.Equal("VSPHERE-DYNAMIC-001", Assert.Single(proposal.Findings).Rule);
        Assert.DoesNotContain(proposal.Wants, w => w.Field.Prefix == "attached");
    }

    [Fact]
    public void An_upgrade_of_virtual_hardware_needs_consent_and_is_not_wanted_without_need()
    {
        Assert.Equal("vmx-19", Ask.Propose(Site(), ByModel).Wanted(Vm, Field.HardwareVersion));
        var effect = Ask.Planner.EffectOf(Site(), Vm, new FieldChange(Field.HardwareVersion, "vmx-15", "vmx-17"));
        Assert.Equal("hardware-upgrade", Assert.Single(effect.Consents).Name);
        Assert.True(effect.NeedsVmOff);
    }

    [Fact]
    public void The_form_a_vm_has_stays_when_the_cluster_changes()
    {
        static Vm Has(Vm v) => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new AttachedDevice { Key = "13000", Way = Way.Direct, Backing = "dynamic 10de:2235" }]) };
        var fleet = Site(vm: Has, cluster: c => c with { HostFailover = Observed.Read(false), LoadBalancing = Observed.Read(false) });

        Assert.Equal(WayVariant.DirectByDescription, Ask.Propose(fleet, ByModel).Variant);
    }

    [Fact]
    public void A_running_vm_keeps_the_card_it_was_given_and_claims_no_other()
    {
        var fleet = new InventoryBuilder()
            .Cluster("gpu")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Card("0000:af:00.0", Cards.A40, HostParts.Ready))
            .Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Vm("render-01", "esx01", v => v with
            {
                Power = Observed.Read(PowerState.On),
                Attached = Observed.Read<IReadOnlyList<AttachedDevice>>(
                    [new AttachedDevice { Key = "13000", Way = Way.Direct, Backing = "dynamic 10de:2235", Address = PciAddress.Parse("0000:af:00.0") }]),
            })
            .Build();

        var proposal = Ask.Propose(fleet, ByModel);

        Assert.Equal(Names.DeviceRef("esx01", "0000:af:00.0"), Assert.Single(proposal.Wants, w => w.Field == Field.Passthrough).Target);
    }

    [Fact]
    public void Where_nobody_places_the_vm_it_must_be_on_a_host_with_such_a_card()
    {
        var fleet = Site(cluster: c => c with { Automation = Observed.Read("manual") }, second: d => d with { State = Observed.Read(DeviceState.HostOwned), PassthroughWanted = Observed.Read(false) });

        var proposal = Ask.Propose(fleet, ByModel with { Variant = WayVariant.DirectByDescription });

        Assert.Empty(Assert.Single(proposal.Wants, w => w.Field == Field.Placement).AlsoFine);
        Assert.Contains(proposal.BeforePowerOn, p => p.Field == Field.FreeMemoryMiB);
    }
}

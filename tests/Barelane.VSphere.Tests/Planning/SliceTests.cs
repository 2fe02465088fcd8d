using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

public sealed class SliceTests
{
    private const string Profile = "nvidia_a40-8q";
    private const string Group = "Nvidia:2@grid_a100-40c%NVLink";
    private static readonly InventoryBuilder Names = new();
    private static readonly ObjectRef Vm = Names.VmRef("desk-17");
    private static readonly ObjectRef Card = Names.DeviceRef("esx01", "0000:3b:00.0");
    private static readonly Assignment OneSlice = Ask.Shared("dc1/desk-17", new GpuSelector { Profile = Profile });

    private static FleetInventory Site(int free = 0, Func<Device, Device>? card = null, Func<Vm, Vm>? vm = null) => new InventoryBuilder()
        .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, card), HostParts.Card("0000:af:00.0", Cards.A100), HostParts.Offers(Profile, 8192, free))
        .Vm("desk-17", "esx01", vm)
        .Build();

    [Fact]
    public void A_slice_is_attached_by_its_profile()
    {
        var proposal = Ask.Propose(Site(), OneSlice);

        Assert.Equal(WayVariant.Slice, proposal.Variant);
        Assert.Equal("1", proposal.Wanted(Vm, Field.Attached("profile " + Profile)));
        Assert.Equal("true", proposal.Wanted(Vm, Field.ReservationLocked));
        Assert.DoesNotContain(proposal.Wants, w => w.Field == Field.Passthrough || w.Field == Field.GuestIommu);
    }

    [Fact]
    public void The_card_the_profile_is_named_after_becomes_shared_direct_and_no_other()
    {
        var want = Assert.Single(Ask.Propose(Site(), OneSlice).Wants, w => w.Target.Kind is ObjectKind.Device or ObjectKind.Host);

        Assert.Equal((Card, Field.GraphicsType, "sharedDirect"), (want.Target, want.Field, want.Value));
    }

    [Fact]
    public void A_host_that_can_place_the_slice_and_shows_no_graphics_types_is_left_alone()
    {
        Assert.DoesNotContain(Ask.Propose(Site(free: 3, card: d => d with { GraphicsType = Observed<string>.Absent }), OneSlice).Wants, w => w.Target.Kind is ObjectKind.Device or ObjectKind.Host);
    }

    [Fact]
    public void A_card_that_is_passed_through_whole_is_taken_only_where_it_is_named()
    {
        var fleet = Site(card: HostParts.Ready);
        var named = OneSlice with { Gpu = new GpuSelector { Profile = Profile, Address = PciAddress.Parse("0000:3b:00.0") } };

        Assert.False(Ask.Propose(fleet, OneSlice).Wants(Card, Field.Passthrough));
        Assert.Equal("off", Ask.Propose(fleet, named).Wanted(Card, Field.Passthrough));
        Assert.Equal("sharedDirect", Ask.Propose(fleet, named).Wanted(Card, Field.GraphicsType));
    }

    [Fact]
    public void Without_a_card_to_tell_the_hosts_default_is_wanted()
    {
        var fleet = Site(card: d => d with { GraphicsType = Observed<string>.Absent });

        Assert.Equal("sharedDirect", Ask.Propose(fleet, OneSlice).Wanted(Names.HostRef("esx01"), Field.DefaultGraphicsType));
    }

    [Fact]
    public void Several_slices_need_newer_virtual_hardware()
    {
        var proposal = Ask.Propose(Site(vm: v => v with { HardwareVersion = Observed.Read("vmx-14") }), OneSlice with { Gpu = new GpuSelector { Profile = Profile, Count = 2 } });

        Assert.Equal("vmx-15", proposal.Wanted(Vm, Field.HardwareVersion));
        Assert.Equal("2", proposal.Wanted(Vm, Field.Attached("profile " + Profile)));
        Assert.Equal("32", proposal.Wanted(Vm, Field.Option(VSphereOptions.MmioSizeGb)));
    }

    [Fact]
    public void Free_slices_are_checked_before_power_on()
    {
        var predicate = Assert.Single(Ask.Propose(Site(free: 2), OneSlice).BeforePowerOn, p => p.Field == Field.SlicesFree(Profile));

        Assert.False(predicate.Holds(Ask.Planner.Read(Site(free: 0), Names.HostRef("esx01"), predicate.Field)));
        Assert.True(predicate.Holds(Ask.Planner.Read(Site(free: 1), Names.HostRef("esx01"), predicate.Field)));
    }

    [Fact]
    public void A_device_group_is_taken_as_one()
    {
        var fleet = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A100), HostParts.Offers(Group, 81920, 1), HostParts.Offers("grid_a100-40c", 40960, 2))
            .Vm("desk-17", "esx01")
            .Build();

        var proposal = Ask.Propose(fleet, Ask.Shared("dc1/desk-17", new GpuSelector { Group = Group }));

        Assert.Equal("1", proposal.Wanted(Vm, Field.Attached("group " + Group)));
        Assert.Equal("vmx-20", proposal.Wanted(Vm, Field.HardwareVersion));
        Assert.Equal("256", proposal.Wanted(Vm, Field.Option(VSphereOptions.MmioSizeGb)));
    }

    [Theory]
    [InlineData(true, HostNeed.Maintenance)]
    [InlineData(false, HostNeed.Reboot)]
    public void A_graphics_type_takes_maintenance_or_on_old_hosts_a_reboot(bool hasLabels, HostNeed need)
    {
        var fleet = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), h => h with { DeviceLabels = Observed.Read(hasLabels) })
            .Build();

        var effect = Ask.Planner.EffectOf(fleet, Card, new FieldChange(Field.GraphicsType, "shared", "sharedDirect"));

        Assert.Equal((StepKind.CutSlice, need), (effect.Kind, effect.HostNeed));
        Assert.Equal(StepKind.RemoveSlice, Ask.Planner.EffectOf(fleet, Card, new FieldChange(Field.GraphicsType, "sharedDirect", "shared")).Kind);
    }
}

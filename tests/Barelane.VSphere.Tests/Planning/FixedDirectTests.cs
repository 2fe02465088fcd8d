using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

public sealed class FixedDirectTests
{
    private static readonly InventoryBuilder Names = new();
    private static readonly ObjectRef Vm = Names.VmRef("render-01");

    private static InventoryBuilder Site(string address = "0000:3b:00.0", IReadOnlyList<Device>? card = null, Func<Vm, Vm>? vm = null) => new InventoryBuilder()
        .Host("esx01", null, HostParts.Card(address, card ?? Cards.A40))
        .Vm("render-01", "esx01", vm);

    private static WayProposal Propose(FleetInventory fleet, Func<Assignment, Assignment>? change = null, string address = "0000:3b:00.0")
    {
        var assignment = Ask.Direct("dc1/render-01", new GpuSelector { Address = PciAddress.Parse(address) });
        return Ask.Propose(fleet, change?.Invoke(assignment) ?? assignment);
    }

    [Fact]
    public void A_card_named_by_address_is_given_by_address()
    {
        var proposal = Propose(Site().Build());

        Assert.Equal(WayVariant.DirectFixed, proposal.Variant);
        Assert.Equal("on", proposal.Wanted(Names.DeviceRef("esx01", "0000:3b:00.0"), Field.Passthrough));
        Assert.Equal("1", proposal.Wanted(Vm, Field.Attached($"fixed 0000:3b:00.0 10de:2235 at {Names.HostRef("esx01").Id}")));
        Assert.Empty(proposal.Findings);
    }

    [Fact]
    public void The_vm_is_made_able_to_power_on_with_the_card()
    {
        var proposal = Propose(Site().Build());

        Assert.Equal("true", proposal.Wanted(Vm, Field.ReservationLocked));
        Assert.Equal("16384", proposal.Wanted(Vm, Field.ReservationMiB));
        Assert.Equal("TRUE", proposal.Wanted(Vm, Field.Option("pciPassthru.use64bitMMIO")));
        Assert.Equal("128", proposal.Wanted(Vm, Field.Option("pciPassthru.64bitMMIOSizeGB")));
        Assert.Equal("false", proposal.Wanted(Vm, Field.NestedVirtualization));
        Assert.Equal("false", proposal.Wanted(Vm, Field.GuestIommu));
        Assert.Equal("on", proposal.Wanted(Vm, Field.Power));
    }

    [Fact]
    public void A_larger_window_that_is_a_power_of_two_stays_and_no_other_does()
    {
        var want = Assert.Single(Propose(Site().Build()).Wants, w => w.Field == Field.Option("pciPassthru.64bitMMIOSizeGB"));

        Assert.Contains("256", want.AlsoFine);
        Assert.Contains("1024", want.AlsoFine);
        Assert.DoesNotContain("64", want.AlsoFine);
        Assert.DoesNotContain("192", want.AlsoFine);
    }

    [Fact]
    public void A_window_the_user_sets_is_taken_as_it_is()
    {
        var want = Assert.Single(Propose(Site().Build(), a => a with { MmioGiB = 512 }).Wants, w => w.Field == Field.Option("pciPassthru.64bitMMIOSizeGB"));

        Assert.Equal("512", want.Value);
        Assert.Empty(want.AlsoFine);
    }

    [Fact]
    public void The_audio_function_of_a_consumer_card_goes_along()
    {
        var proposal = Propose(Site(card: Cards.Rtx3090).Build());
        var host = Names.HostRef("esx01").Id;

        Assert.Equal("on", proposal.Wanted(Names.DeviceRef("esx01", "0000:3b:00.1"), Field.Passthrough));
        Assert.Equal("1", proposal.Wanted(Vm, Field.Attached($"fixed 0000:3b:00.1 10de:1aef at {host}")));
        Assert.Equal($"fixed 0000:3b:00.0 10de:2204 at {host} + fixed 0000:3b:00.1 10de:1aef at {host}", proposal.Wanted(Vm, Marks.Cards));
    }

    [Fact]
    public void A_function_that_cannot_be_passed_through_is_not_asked_to_be()
    {
        var fleet = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.Rtx3090, d => d.Address.Function == 0 ? d : d with { State = Observed.Read(DeviceState.NotPossible) }))
            .Vm("render-01", "esx01").Build();

        var proposal = Propose(fleet);

        Assert.False(proposal.Wants(Names.DeviceRef("esx01", "0000:3b:00.1"), Field.Passthrough));
        Assert.Single(proposal.Wants, w => w.Field.Prefix == "attached");
    }

    [Fact]
    public void An_endpoint_the_card_depends_on_is_given_away_too_and_a_bridge_is_not()
    {
        static InventoryBuilder With(ushort classCode) => new InventoryBuilder()
            .Host("esx01", null,
                HostParts.Card("0000:3b:00.0", Cards.A40, d => d with { DependsOn = Observed.Read(PciAddress.Parse("0000:3a:00.0")) }),
                HostParts.Card("0000:3a:00.0", Cards.Nic, d => d with { Class = new PciClass(classCode) }))
            .Vm("render-01", "esx01");
        var needed = Names.DeviceRef("esx01", "0000:3a:00.0");

        Assert.Equal("on", Propose(With(0x0200).Build()).Wanted(needed, Field.Passthrough));
        Assert.False(Propose(With(0x0604).Build()).Wants(needed, Field.Passthrough));
    }

    [Fact]
    public void Several_cards_of_one_vm_share_one_window()
    {
        var fleet = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Card("0000:af:00.0", Cards.A40))
            .Vm("render-01", "esx01").Build();

        var proposal = Ask.Propose(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = "NVIDIA A40", Count = 2 }));

        Assert.Equal(2, proposal.Wants.Count(w => w.Field.Prefix == "attached"));
        Assert.Equal("256", proposal.Wanted(Vm, Field.Option("pciPassthru.64bitMMIOSizeGB")));
    }

    [Fact]
    public void A_drive_needs_no_window_and_no_efi()
    {
        var proposal = Propose(Site(card: Cards.Nvme, vm: v => v with { Firmware = Observed.Read("bios") }).Build());

        Assert.Equal("1", proposal.Wanted(Vm, Field.Attached($"fixed 0000:3b:00.0 144d:a80a at {Names.HostRef("esx01").Id}")));
        Assert.DoesNotContain(proposal.Wants, w => w.Field.Prefix is "option" or "firmware");
    }

    [Fact]
    public void The_firmware_of_an_installed_guest_is_not_wanted_to_change_without_consent()
    {
        var fleet = Site(vm: v => v with { Firmware = Observed.Read("bios") }).Build();

        Assert.False(Propose(fleet).Wants(Vm, Field.Firmware));
        Assert.Equal("efi", Propose(fleet, a => a with { Consent = ["firmware-change"] }).Wanted(Vm, Field.Firmware));
    }

    [Fact]
    public void A_vm_without_any_sign_of_a_guest_gets_efi()
    {
        var fleet = Site(vm: v => v with { Firmware = Observed.Read("bios"), GuestTools = Observed.Read("notInstalled") }).Build();

        Assert.Equal("efi", Propose(fleet).Wanted(Vm, Field.Firmware));
        var effect = Ask.Planner.EffectOf(fleet, Vm, new FieldChange(Field.Firmware, "bios", "efi"));
        Assert.Equal("firmware-change", Assert.Single(effect.Consents).Name);
    }

    [Fact]
    public void Hot_added_memory_is_switched_off_because_all_memory_is_reserved()
    {
        var proposal = Propose(Site(vm: v => v with { MemoryHotAdd = Observed.Read(true) }).Build());

        Assert.Equal("false", proposal.Wanted(Vm, VSphereFields.MemoryHotAdd));
    }

    [Fact]
    public void A_workaround_for_esxi_5_is_taken_away_on_later_hosts_only()
    {
        static InventoryBuilder On(string product) => new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), h => h with { Product = Observed.Read(product) })
            .Vm("render-01", "esx01", v => v with { Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["pciPassthru0.msiEnabled"] = "FALSE" }) });
        var option = Field.Option("pciPassthru0.msiEnabled");

        Assert.Null(Propose(On("VMware ESXi 6.7.0 build-1").Build()).Wanted(Vm, option));
        Assert.False(Propose(On("VMware ESXi 5.5.0 build-1").Build()).Wants(Vm, option));
    }

    [Fact]
    public void The_card_must_be_ready_and_nobody_elses_right_before_the_vm_is_configured()
    {
        var proposal = Propose(Site().Build());
        var card = Names.DeviceRef("esx01", "0000:3b:00.0");

        var holders = Assert.Single(proposal.BeforeConfigure, p => p.Target == card && p.Field == Field.Holders);
        Assert.True(holders.Holds(Observed<string>.Absent));
        Assert.True(holders.Holds(Observed.Read(Vm.Id)));
        Assert.False(holders.Holds(Observed.Read("somebody")));
        Assert.False(holders.Holds(Observed.Read(Vm.Id + ",somebody")));
        var state = Assert.Single(proposal.BeforeConfigure, p => p.Target == card && p.Field == Field.DeviceState);
        Assert.False(state.Holds(Observed.Read("waitingforreboot")));
        Assert.True(state.Holds(Observed.Read("ready")));
    }

    [Fact]
    public void The_host_must_have_the_memory_right_before_power_on()
    {
        var memory = Assert.Single(Propose(Site().Build()).BeforePowerOn, p => p.Field == Field.FreeMemoryMiB);

        Assert.False(memory.Holds(Observed.Read("16383")));
        Assert.True(memory.Holds(Observed.Read("16384")));
    }

    [Fact]
    public void A_vm_that_is_wanted_off_gets_no_demands_on_power_on()
    {
        var proposal = Propose(Site().Build(), a => a with { PowerOn = false });

        Assert.Equal("off", proposal.Wanted(Vm, Field.Power));
        Assert.Empty(proposal.BeforePowerOn);
    }

    [Fact]
    public void A_restore_point_is_made_only_together_with_other_changes()
    {
        var want = Assert.Single(Propose(Site().Build(), a => a with { RestorePoint = "before-gpu" }).Wants, w => w.Field == Field.RestorePoint("before-gpu"));

        Assert.True(want.OnlyWithOthers);
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;

namespace Barelane.VSphere.Tests.Planning;

public sealed class EffectTests
{
    private static readonly InventoryBuilder Names = new();
    private static readonly ObjectRef Card = Names.DeviceRef("esx01", "0000:3b:00.0");
    private static readonly ObjectRef Vm = Names.VmRef("render-01");

    private static FleetInventory Site(Func<Device, Device>? card = null, Func<Host, Host>? host = null, Func<Vm, Vm>? vm = null, IReadOnlyList<Device>? functions = null) => new InventoryBuilder()
        .Host("esx01", null, HostParts.Card("0000:3b:00.0", functions ?? Cards.A40, card), host ?? (h => h))
        .Vm("render-01", "esx01", vm)
        .Build();

    private static ChangeEffect Passthrough(FleetInventory fleet, string from, string to) =>
        Ask.Planner.EffectOf(fleet, Card, new FieldChange(Field.Passthrough, from, to));

    [Fact]
    public void A_switch_to_passthrough_takes_a_reboot_and_shows_as_pending_until_then()
    {
        var effect = Passthrough(Site(), "off", "on");

        Assert.Equal((StepKind.ClaimDevice, HostNeed.Reboot, "on-pending"), (effect.Kind, effect.HostNeed, effect.Interim));
        Assert.Contains(effect.ExpectAfterBracket, p => p.Field == Field.DeviceState && p.Holds(Observed.Read("ready")) == true && p.Holds(Observed.Read("waitingforreboot")) == false);
        Assert.Contains(effect.ExpectAfterBracket, p => p.Field == Field.RebootPending && p.Holds(Observed.Read("true")) == false);
        Assert.Empty(effect.Consents);
    }

    [Fact]
    public void A_host_that_can_rebind_needs_no_reboot_and_no_maintenance()
    {
        var effect = Passthrough(Site(host: HostParts.Rebinds), "off", "on");

        Assert.Equal((HostNeed.None, null), (effect.HostNeed, effect.Interim));
        Assert.Contains(effect.ExpectAtOnce, p => p.Field == Field.DeviceState && p.Holds(Observed.Read("ready")) == true);
        Assert.Equal((StepKind.ReleaseDevice, HostNeed.None), (Passthrough(Site(host: HostParts.Rebinds), "on", "off").Kind, Passthrough(Site(host: HostParts.Rebinds), "on", "off").HostNeed));
    }

    [Fact]
    public void Whether_it_can_is_never_guessed()
    {
        Assert.Equal(HostNeed.Reboot, Passthrough(Site(host: h => h with { RebindWithoutReboot = default }), "off", "on").HostNeed);
        Assert.Equal(HostNeed.Reboot, Passthrough(Site(host: h => h with { RebindWithoutReboot = Observed<bool>.Unreadable("no") }), "off", "on").HostNeed);
    }

    [Fact]
    public void A_function_that_the_host_uses_itself_takes_a_reboot_even_there()
    {
        Assert.Equal(HostNeed.Reboot, Passthrough(Site(host: HostParts.Rebinds, functions: Cards.Nic), "off", "on").HostNeed);
        Assert.Equal(HostNeed.Reboot, Passthrough(Site(host: HostParts.Rebinds, functions: Cards.Nvme), "off", "on").HostNeed);
        Assert.Equal(HostNeed.Reboot, Passthrough(Site(d => d with { IsHostConsole = Observed.Read(true) }, HostParts.Rebinds), "off", "on").HostNeed);
        Assert.Equal(HostNeed.Reboot, Passthrough(Site(d => d with { GraphicsType = Observed.Read("sharedDirect") }, HostParts.Rebinds), "off", "on").HostNeed);
    }

    [Fact]
    public void A_switch_that_waits_needs_only_the_reboot_and_turning_it_back_needs_nothing()
    {
        var waits = Passthrough(Site(host: HostParts.Rebinds), "on-pending", "on");
        var back = Passthrough(Site(), "on-pending", "off");

        Assert.Equal((HostNeed.Reboot, "on-pending"), (waits.HostNeed, waits.Interim));
        Assert.Equal((StepKind.ReleaseDevice, HostNeed.None, null), (back.Kind, back.HostNeed, back.Interim));
        Assert.Equal(HostNeed.None, Passthrough(Site(), "off-pending", "on").HostNeed);
        Assert.Equal((HostNeed.Reboot, "off-pending"), (Passthrough(Site(), "off-pending", "off").HostNeed, Passthrough(Site(), "off-pending", "off").Interim));
    }

    [Fact]
    public void Taking_the_hosts_console_needs_consent_and_giving_it_back_does_not()
    {
        var fleet = Site(d => d with { IsHostConsole = Observed.Read(true) });

        Assert.Equal("host-console", Assert.Single(Passthrough(fleet, "off", "on").Consents).Name);
        Assert.Empty(Passthrough(fleet, "on", "off").Consents);
    }

    [Theory]
    [InlineData("attached:profile a", true)]
    [InlineData("option:pciPassthru.use64bitMMIO", true)]
    [InlineData("nested-virtualization", true)]
    [InlineData("mark:document", false)]
    [InlineData("host-rule", false)]
    public void Configuring_needs_the_vm_off_but_for_what_only_names_it(string field, bool off)
    {
        var effect = Ask.Planner.EffectOf(Site(), Vm, new FieldChange(new Field(field), null, "1"));

        Assert.Equal((StepKind.ConfigureVm, off), (effect.Kind, effect.NeedsVmOff));
    }

    [Fact]
    public void A_vm_with_a_device_or_with_who_knows_what_moves_only_while_it_is_off()
    {
        static (StepKind, bool) Move(Func<Vm, Vm>? vm = null) =>
            Ask.Planner.EffectOf(Site(vm: vm), Vm, new FieldChange(Field.Placement, "a", "b")) is var effect ? (effect.Kind, effect.NeedsVmOff) : default;
        var slice = new AttachedDevice { Key = "13000", Way = Core.Goals.Way.Shared, Backing = "profile nvidia_a40-8q" };

        Assert.Equal((StepKind.MoveVm, true), Move(v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([slice]) }));
        Assert.Equal((StepKind.MoveVm, true), Move(v => v with { Attached = Observed<IReadOnlyList<AttachedDevice>>.Unreadable("no privilege") }));
        Assert.Equal((StepKind.MoveVm, false), Move());
    }

    [Fact]
    public void Switching_off_what_virtualisation_based_security_needs_takes_consent()
    {
        var change = new FieldChange(Field.NestedVirtualization, "true", "false");

        Assert.Empty(Ask.Planner.EffectOf(Site(), Vm, change).Consents);
        Assert.Equal("guest-security", Assert.Single(Ask.Planner.EffectOf(Site(vm: v => v with { Vbs = Observed.Read(true) }), Vm, change).Consents).Name);
    }

    [Fact]
    public void Every_consent_that_is_asked_for_has_a_name_that_can_be_given()
    {
        var fleet = Site(d => d with { IsHostConsole = Observed.Read(true) }, vm: v => v with { Vbs = Observed.Read(true) });
        var consents = new[] { "firmware", "hardware-version", "nested-virtualization", "exists" }
            .SelectMany(f => Ask.Planner.EffectOf(fleet, Vm, new FieldChange(new Field(f), "x", f == "exists" ? null : "y")).Consents)
            .Concat(Passthrough(fleet, "off", "on").Consents).ToList();

        Assert.Equal(5, consents.Count);
        Assert.All(consents, c => Assert.True(ConsentNames.All.ContainsKey(c.Name), c.Name));
    }
}

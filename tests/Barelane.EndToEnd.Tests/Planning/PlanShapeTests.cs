using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using static Barelane.EndToEnd.Tests.Planning.PlanBench;

namespace Barelane.EndToEnd.Tests.Planning;

public sealed class PlanShapeTests
{
    private static readonly Func<Vm, Vm> On = vm => vm with { Power = Observed.Read(PowerState.On), GuestTools = Observed.Read("running"), Storage = ["ds1"], Networks = ["n1"] };

    [Fact]
    public void A_running_vm_on_the_cards_own_host_is_off_before_the_bracket_and_on_after_it()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("render-01", "esx01", On).Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        Assert.Equal(
            [
                "PowerOffVm dc1/render-01", "EnterMaintenance dc1/esx01", "ClaimDevice dc1/esx01 0000:3b:00.0", "RebootHost dc1/esx01",
                "LeaveMaintenance dc1/esx01", "ConfigureVm dc1/render-01", "PowerOnVm dc1/render-01", "Verify dc1/render-01",
            ],
            Lines(plan));
        Assert.DoesNotContain(plan.Findings, f => f.Blocks);
    }

    [Fact]
    public void A_claim_waits_for_the_reboot_as_an_interim_value()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("render-01", "esx01").Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        var claim = plan.Steps.Single(s => s.Kind == StepKind.ClaimDevice).Changes.Single();
        var reboot = plan.Steps.Single(s => s.Kind == StepKind.RebootHost).Companions.Single().Change;
        Assert.Equal(("off", "on-pending"), (claim.Before, claim.After));
        Assert.Equal(("on-pending", "on"), (reboot.Before, reboot.After));
        Assert.True(claim.IsReached("on"));
    }

    [Fact]
    public void A_card_that_waits_for_its_reboot_is_not_claimed_again()
    {
        var fleet = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, d => d with { PassthroughWanted = Observed.Read(true), State = Observed.Read(DeviceState.WaitingForReboot) }))
            .Vm("render-01", "esx01").Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        Assert.DoesNotContain(plan.Steps, s => s.Kind == StepKind.ClaimDevice);
        Assert.Single(plan.Steps, s => s.Kind == StepKind.RebootHost);
    }

    [Fact]
    public void A_ready_card_takes_no_bracket()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)).Vm("render-01", "esx01", On).Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        Assert.Equal(["PowerOffVm dc1/render-01", "ConfigureVm dc1/render-01", "PowerOnVm dc1/render-01", "Verify dc1/render-01"], Lines(plan));
    }

    [Fact]
    public void A_running_vm_on_a_host_that_rebinds_runs_on_until_its_card_is_ready()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Rebinds).Vm("render-01", "esx01", On).Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        Assert.Equal(
            ["ClaimDevice dc1/esx01 0000:3b:00.0", "PowerOffVm dc1/render-01", "ConfigureVm dc1/render-01", "PowerOnVm dc1/render-01", "Verify dc1/render-01"],
            Lines(plan));
    }

    [Fact]
    public void The_same_inventory_and_document_give_the_same_bytes()
    {
        FleetInventory Fleet() => new InventoryBuilder().Cluster("gpu")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40)).Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40))
            .Vm("render-01", "esx01", On).Vm("render-02", "esx02", On).Build();
        var document = Document(Direct("render-01"), Direct("render-02"));

        Assert.Equal(PlanFormat.ToBytes(Plan(Fleet(), document)), PlanFormat.ToBytes(Plan(Fleet(), document)));
        Assert.Equal(PlanFormat.IdOf(Plan(Fleet(), document)), PlanFormat.IdOf(PlanFormat.FromBytes(PlanFormat.ToBytes(Plan(Fleet(), document)))));
    }

    [Fact]
    public void Hosts_of_one_cluster_go_one_after_the_other_and_their_vms_wait_running()
    {
        var fleet = new InventoryBuilder().Cluster("gpu")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40)).Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40))
            .Vm("render-01", "esx01", On).Vm("render-02", "esx02", On).Build();

        var plan = Plan(fleet, Document(Direct("render-01"), Direct("render-02")));

        var back = At(plan, StepKind.LeaveMaintenance, "dc1/esx01");
        Assert.True(At(plan, StepKind.EnterMaintenance, "dc1/esx02") > back);
        Assert.True(At(plan, StepKind.PowerOffVm, "dc1/render-02") > back);
    }

    [Fact]
    public void A_bystander_that_can_wait_elsewhere_is_moved_out_and_back()
    {
        var shared = (Host h) => h with { Storage = ["ds1"], Networks = ["n1"] };
        var fleet = new InventoryBuilder().Cluster("gpu")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40), shared).Host("esx02", "gpu", shared)
            .Vm("render-01", "esx01").Vm("web-03", "esx01", On).Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        var moves = plan.Steps.Where(s => s.Kind == StepKind.MoveVm).ToList();
        Assert.Equal(["dc1/web-03", "dc1/web-03"], moves.Select(m => m.TargetName));
        Assert.Equal(moves[0].Changes[0].Before, moves[1].Changes[0].After);
        Assert.DoesNotContain(plan.Steps, s => s.Kind == StepKind.PowerOffVm && s.TargetName == "dc1/web-03");
        Assert.Contains(plan.Impacts, i => i is { Consent: ConsentNames.VmMove, IsBystander: true, SubjectName: "dc1/web-03" });
    }

    [Fact]
    public void A_bystander_without_shelter_is_shut_down_and_comes_back()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("render-01", "esx01").Vm("web-03", "esx01", On).Build();

        var plan = Plan(fleet, Document(Direct("render-01")));

        Assert.True(At(plan, StepKind.PowerOffVm, "dc1/web-03") < At(plan, StepKind.EnterMaintenance, "dc1/esx01"));
        Assert.True(At(plan, StepKind.PowerOnVm, "dc1/web-03") > At(plan, StepKind.LeaveMaintenance, "dc1/esx01"));
        Assert.Contains(plan.Impacts, i => i is { Consent: ConsentNames.VmPowerOff, IsBystander: true });
        Assert.Equal(2, ConsentCheck.Missing(plan, GivenConsents.None).Count(m => m.Impact.SubjectName == "dc1/web-03" || m.Impact.Consent == ConsentNames.HostReboot));
    }

    [Fact]
    public void A_card_goes_from_one_vm_to_another_in_one_plan_released_before_given()
    {
        var with = Given(new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)), "day", "night");

        var plan = Plan(with, Document(Direct("night")));

        Assert.True(At(plan, StepKind.ConfigureVm, "dc1/day") < At(plan, StepKind.ConfigureVm, "dc1/night"));
        Assert.DoesNotContain(plan.Steps, s => s.Kind is StepKind.EnterMaintenance or StepKind.RebootHost);
        Assert.Contains(plan.Impacts, i => i is { Consent: ConsentNames.Release, SubjectName: "dc1/day" });
        Assert.DoesNotContain(plan.Findings, f => f.Blocks);
    }

    [Fact]
    public void A_goal_that_is_reached_gives_an_empty_plan()
    {
        var with = Given(new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)), "day", "night");

        var plan = Plan(with, Document(Direct("day") with { PowerOn = false }));

        Assert.True(plan.IsEmpty, string.Join('\n', plan.Steps.SelectMany(s => s.AllChanges().Select(c => $"{s.Kind} {c.Change}"))));
        Assert.Empty(plan.Steps);
        Assert.Empty(plan.Impacts);
    }

    /// <summary>An inventory in which 'day' has been given the card by the document 'farm': every want of its plan holds.</summary>
    private static FleetInventory Given(InventoryBuilder builder, string day, string night)
    {
        var document = Document(Direct(day) with { PowerOn = false });
        var before = builder.Vm(day, "esx01").Vm(night, "esx01").Build();
        var changes = Plan(before, document).Steps.SelectMany(s => s.AllChanges()).Where(c => c.Target.Kind == ObjectKind.Vm).ToList();
        return new FleetInventory([.. before.Sites.Select(s => s with
        {
            Vms = [.. s.Vms.Select(v => v.Name == day ? Apply(v, [.. changes.Select(c => c.Change)]) : v)],
            Hosts = [.. s.Hosts.Select(h => h with { Devices = [.. h.Devices.Select(d => d with { HeldBy = [s.Vms.Single(v => v.Name == day).Ref] })] })],
        })]);
    }

    private static Vm Apply(Vm vm, IReadOnlyList<FieldChange> changes)
    {
        var options = new Dictionary<string, string>(vm.Options.Or(new Dictionary<string, string>()), StringComparer.Ordinal);
        foreach (var change in changes)
        {
            switch (change.Field.Prefix)
            {
                case "option":
                    options[change.Field.Qualifier] = change.After ?? "";
                    break;
                case "mark":
                    options["barelane." + change.Field.Qualifier] = change.After ?? "";
                    break;
                case "memory-reservation-locked":
                    vm = vm with { ReservationLocked = Observed.Read(true) };
                    break;
                case "memory-reservation-mib":
                    vm = vm with { ReservationMiB = vm.MemoryMiB };
                    break;
                case "attached":
                    vm = vm with
                    {
                        Attached = Observed.Read<IReadOnlyList<AttachedDevice>>(
                            [.. vm.Attached.Or([]), new AttachedDevice { Key = "13000", Way = Way.Direct, Backing = change.Field.Qualifier, Address = PciAddress.Parse("0000:3b:00.0") }]),
                    };
                    break;
            }
        }

        return vm with { Options = Observed.Read<IReadOnlyDictionary<string, string>>(options) };
    }
}

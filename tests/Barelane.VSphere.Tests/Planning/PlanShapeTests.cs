using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

/// <summary>What the one planner makes of vSphere's wants: the steps of each shape.</summary>
public sealed class PlanShapeTests
{
    private sealed class Forgotten : IGivenValues
    {
        public IReadOnlyList<Want>? OldValues(string document, ObjectRef vm, string unit) => null;
    }

    private static Plan Plan(FleetInventory fleet, params IReadOnlyList<Assignment> assignments)
    {
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.VSphere] = Ask.Planner };
        var maker = new PlanMaker(planners, "test");
        var goal = new GoalMaker(planners, [], (_, _, _) => [], maker)
            .ForDocument(fleet, new Document { Name = "render-farm", Sites = [], Assignments = assignments }, new Forgotten());
        return maker.Make(fleet, goal);
    }

    private static IEnumerable<StepKind> Kinds(Plan plan) => plan.Steps.Select(s => s.Kind).Where(k => k != StepKind.Verify);

    [Fact]
    public void A_card_of_the_host_takes_a_bracket_with_a_reboot()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.Rtx3090)).Vm("render-01", "esx01").Build();

        var plan = Plan(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = "RTX 3090" }));

        Assert.Empty(plan.Findings);
        Assert.Equal([StepKind.EnterMaintenance, StepKind.ClaimDevice, StepKind.RebootHost, StepKind.LeaveMaintenance, StepKind.ConfigureVm, StepKind.PowerOnVm], Kinds(plan));
        Assert.Single(plan.Steps.Single(s => s.Kind == StepKind.ClaimDevice).Companions);
    }

    [Fact]
    public void A_card_of_a_host_that_rebinds_takes_no_bracket()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Rebinds).Vm("render-01", "esx01").Build();

        Assert.Equal([StepKind.ClaimDevice, StepKind.ConfigureVm, StepKind.PowerOnVm], Kinds(Plan(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40" }))));
    }

    [Fact]
    public void A_running_vm_is_powered_off_moved_configured_and_powered_on()
    {
        var fleet = new InventoryBuilder()
            .Cluster("gpu").Host("esx01", "gpu").Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Vm("render-01", "esx01", v => v with { Power = Observed.Read(PowerState.On) }).Build();

        var plan = Plan(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40" }));

        Assert.Empty(plan.Findings);
        Assert.Equal([StepKind.PowerOffVm, StepKind.MoveVm, StepKind.ConfigureVm, StepKind.PowerOnVm], Kinds(plan));
        Assert.Contains(plan.Steps.Single(s => s.Kind == StepKind.ConfigureVm).Changes, c => c.Field == VSphereFields.HostRule);
        Assert.Single(plan.Impacts, i => i.Consent == ConsentNames.VmMove);
    }

    [Fact]
    public void A_card_of_the_same_address_on_another_host_is_exchanged_in_one_reconfiguration_with_one_release()
    {
        var names = new InventoryBuilder();
        var old = $"fixed 0000:3b:00.0 10de:2235 at {names.HostRef("esx01").Id}";
        var fleet = new InventoryBuilder()
            .Cluster("gpu")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Vm("render-01", "esx01", v => v with
            {
                Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new AttachedDevice { Key = "13000", Way = Way.Direct, Backing = old, Address = PciAddress.Parse("0000:3b:00.0") }]),
                Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["barelane.document"] = "render-farm", ["barelane.cards"] = old }),
            })
            .Build();

        var plan = Plan(fleet, Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40", Host = "esx02" }));

        Assert.Empty(plan.Findings);
        var attachments = plan.Steps.SelectMany(s => s.Changes).Where(c => c.Field.Prefix == "attached").ToDictionary(c => c.Field.Qualifier, c => (c.Before, c.After));
        Assert.Equal(("1", null), attachments[old]);
        Assert.Equal((null, "1"), attachments[$"fixed 0000:3b:00.0 10de:2235 at {names.HostRef("esx02").Id}"]);
        Assert.Single(plan.Impacts, i => i.Consent == ConsentNames.Release);
    }

    [Fact]
    public void A_vm_that_does_not_exist_is_made_before_it_is_powered_on()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)).Build();

        var plan = Plan(fleet, Ask.Direct("dc1/new-01", new GpuSelector { Model = "A40" }) with { Create = new NewVm { MemoryMiB = 65536, Cpus = 8, DiskGiB = 40 } });

        Assert.Empty(plan.Findings);
        Assert.Equal([StepKind.CreateVm, StepKind.PowerOnVm], Kinds(plan));
    }

    [Fact]
    public void A_slice_takes_maintenance_but_no_reboot()
    {
        var fleet = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Offers("nvidia_a40-8q", 8192, 0)).Vm("desk-17", "esx01").Build();

        Assert.Equal(
            [StepKind.EnterMaintenance, StepKind.CutSlice, StepKind.LeaveMaintenance, StepKind.ConfigureVm, StepKind.PowerOnVm],
            Kinds(Plan(fleet, Ask.Shared("dc1/desk-17", new GpuSelector { Profile = "nvidia_a40-8q" }))));
    }

    [Fact]
    public void A_reached_goal_gives_an_empty_plan()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("render-01", "esx01").Build();
        var wish = Ask.Direct("dc1/render-01", new GpuSelector { Model = "A40" });

        var plan = Plan(Reached.Of(fleet, Ask.Propose(fleet, wish).Wants), wish);

        Assert.Empty(plan.Findings);
        Assert.True(plan.IsEmpty);
    }
}

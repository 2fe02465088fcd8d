using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Guest.Preparation;
using Barelane.HyperV.Planning;
using Barelane.Kvm.Planning;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.EndToEnd.Tests.Planning;

/// <summary>The remote way is one piece of code for all hypervisors: what it wants is what each of them has, and nothing of it takes a VM's power.</summary>
public sealed class RemotePlanTests
{
    public static TheoryData<Hypervisor> All => [.. Enum.GetValues<Hypervisor>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_adapter_owns_all_that_the_remote_way_wants_and_changes_it_while_the_vm_runs(Hypervisor hypervisor)
    {
        var values = new Dictionary<string, string> { ["is-system"] = "linux", ["is-administrator"] = "yes" };
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40))
            .Vm("a", "esx01", vm => vm with { Power = Observed.Read(PowerState.On), GuestValues = Observed.Read<IReadOnlyDictionary<string, string>>(values) }).Build();
        var document = new Document
        {
            Name = "farm",
            Sites = [new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = "https://vc.example/sdk" }],
            Assignments = [new Assignment { Vm = "dc1/a", Way = Way.Remote, Gpu = new GpuSelector { Pool = "lab" }, RemoteDriver = new GuestDriverFile("driver.so") { Sha256 = new string('0', 64), Bytes = 1 } }],
        };
        var resolved = Assert.Single(new AssignmentResolver(fleet, new Dictionary<ObjectRef, IReadOnlyList<ObjectRef>>()).Resolve(document).Assignments);
        IWayPlanner planner = new GuestAwarePlanner(hypervisor switch
        {
            Hypervisor.VSphere => new VSphereWayPlanner(),
            Hypervisor.Kvm => new KvmWayPlanner(),
            _ => new HyperVWayPlanner(),
        });

        var proposal = planner.Propose(fleet, resolved);

        Assert.Equal(WayVariant.Lease, proposal.Variant);
        Assert.Empty(proposal.Findings);
        Assert.Contains(proposal.Wants, w => w.Field == GuestFields.Remote && w.Value == "lab 1 x whole driver 0000000000000000");
        Assert.All(proposal.Wants, w => Assert.True(planner.Owns(w.Target.Kind, w.Field), $"{hypervisor} does not own {w.Field}."));
        Assert.All(proposal.Wants.Where(w => w.Field != Field.Power), w => Assert.False(planner.EffectOf(fleet, w.Target, new FieldChange(w.Field, null, w.Value)).NeedsVmOff, w.Field.Name));
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Losses;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.Kvm.Planning;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Planning;

/// <summary>Plans a document of assignments on a tree, through the engine's own planner.</summary>
internal static class Planned
{
    public static readonly KvmWayPlanner Planner = new();

    public static Plan Plan(this HostTree tree, FakeLibvirt libvirt, params Assignment[] assignments) => Plan([tree.Inspect(libvirt)], assignments);

    public static Plan Plan(IReadOnlyList<SiteInventory> sites, params Assignment[] assignments)
    {
        var fleet = new FleetInventory(sites);
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.Kvm] = Planner };
        var maker = new PlanMaker(planners, "test");
        var document = new Document
        {
            Name = "farm",
            Sites = [.. sites.Select(s => new SiteSpec { Alias = s.Site.Alias, Hypervisor = Hypervisor.Kvm, Endpoint = "qemu:///system" })],
            Assignments = assignments,
        };
        return maker.Make(fleet, new GoalMaker(planners, RuleCatalog.All, LossTable.ImpactsOf, maker).ForDocument(fleet, document, new NothingRemembered()));
    }

    public static Assignment Direct(string address = "0000:01:00.0", string vm = "train-02") => new()
    {
        Vm = "rack7/" + vm,
        Gpu = new GpuSelector { Address = PciAddress.Parse(address) },
        Way = Way.Direct,
    };

    public static Assignment Slice(string profile, int count = 1, string vm = "train-02") => new()
    {
        Vm = "rack7/" + vm,
        Gpu = new GpuSelector { Profile = profile, Count = count },
        Way = Way.Shared,
    };

    /// <summary>Every change of a plan, <c>KIND target field: before -> after</c>, in the order of its steps; power and mark left out.</summary>
    public static IReadOnlyList<string> Changes(this Plan plan) => [.. plan.Steps.SelectMany(s => s.AllChanges()
        .Where(c => c.Change.Field.Prefix is not ("mark" or "power"))
        .Select(c => $"{s.Kind} {Short(c.Target)} {c.Change.Field}: {c.Change.Before ?? "-"} -> {c.Change.After ?? "-"}".Replace(HostTree.MachineId, "HOST", StringComparison.Ordinal)))];

    public static IEnumerable<string> Kinds(this Plan plan) => plan.Steps.Select(s => s.Kind.ToString());

    public static IEnumerable<string> Blocking(this Plan plan) => plan.Findings.Where(f => f.Blocks).Select(f => f.Rule);

    private static string Short(ObjectRef target) => target.Kind switch
    {
        ObjectKind.Device => target.AddressOfDevice().ToString(),
        ObjectKind.Host => "host",
        _ => "vm",
    };
}

using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

/// <summary>Asks the planner as the engine does: through the resolver, so that cards and hosts are the ones it would choose.</summary>
internal static class Ask
{
    public static readonly VSphereWayPlanner Planner = new();

    public static Assignment Direct(string vm, GpuSelector gpu) => new() { Vm = vm, Gpu = gpu, Way = Way.Direct };

    public static Assignment Shared(string vm, GpuSelector gpu) => new() { Vm = vm, Gpu = gpu, Way = Way.Shared };

    public static ResolvedAssignment Resolve(FleetInventory fleet, Assignment assignment, string document = "render-farm")
    {
        var resolution = new AssignmentResolver(fleet, new Dictionary<ObjectRef, IReadOnlyList<ObjectRef>>())
            .Resolve(new Document { Name = document, Sites = [], Assignments = [assignment] });
        Assert.True(resolution.Assignments.Count == 1, string.Join("; ", resolution.Findings.Select(f => f.Observed)));
        return resolution.Assignments[0];
    }

    public static WayProposal Propose(FleetInventory fleet, Assignment assignment) => Planner.Propose(fleet, Resolve(fleet, assignment));

    /// <summary>The value wanted of a field; fails where the field is not wanted exactly once.</summary>
    public static string? Wanted(this WayProposal proposal, ObjectRef target, Field field) =>
        Assert.Single(proposal.Wants, w => w.Target == target && w.Field == field).Value;

    public static bool Wants(this WayProposal proposal, ObjectRef target, Field field) =>
        proposal.Wants.Any(w => w.Target == target && w.Field == field);

    /// <summary>The wants that are not so yet; those that go only with others are left out.</summary>
    public static IReadOnlyList<Want> Open(FleetInventory fleet, WayProposal proposal) => [.. proposal.Wants.Where(w => !w.OnlyWithOthers).Where(w =>
    {
        var found = Planner.Read(fleet, w.Target, w.Field);
        Assert.True(found.IsKnown, $"{w.Field}: {found}");
        var value = found.HasValue ? found.Value : null;
        return value != w.Value && !w.AlsoFine.Contains(value);
    })];
}

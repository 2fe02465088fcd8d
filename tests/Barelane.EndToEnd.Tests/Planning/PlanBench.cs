using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.VSphere.Planning;

namespace Barelane.EndToEnd.Tests.Planning;

/// <summary>Plans documents over built inventories with the vSphere way planner, without rules and losses.</summary>
internal static class PlanBench
{
    public static readonly IReadOnlyDictionary<Hypervisor, IWayPlanner> Planners =
        new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.VSphere] = new VSphereWayPlanner() };

    public static readonly PlanMaker Maker = new(Planners, "test");

    public static Document Document(params Assignment[] assignments) => new()
    {
        Name = "farm",
        Sites = [new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = "https://vcenter.example/sdk" }],
        Assignments = assignments,
    };

    public static Assignment Direct(string vm, string? model = "A40", WayVariant? variant = WayVariant.DirectFixed) =>
        new() { Vm = "dc1/" + vm, Way = Way.Direct, Variant = variant, Gpu = new GpuSelector { Model = model } };

    public static Plan Plan(FleetInventory fleet, Document document) =>
        Maker.Make(fleet, new GoalMaker(Planners, [], (_, _, _) => [], Maker).ForDocument(fleet, document, new NothingRemembered()));

    /// <summary>The plan's steps as short lines: kind and target.</summary>
    public static IReadOnlyList<string> Lines(Plan plan) => [.. plan.Steps.Select(s => $"{s.Kind} {s.TargetName}")];

    public static int At(Plan plan, StepKind kind, string target) =>
        plan.Steps.Select((s, i) => (s, i)).Single(p => p.s.Kind == kind && p.s.TargetName == target).i;
}

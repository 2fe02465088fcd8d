using Barelane.Core.Plans;

namespace Barelane.TestKit.Conformance;

/// <summary>What is promised of planning.</summary>
internal static class PlanningChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("The same inventory gives the same goal and the same plan", PureAsync),
        new("What a change means depends on the inventory alone and leaves it as it is", EffectsAsync),
        new("A goal names owned fields only, and each of them once", OwnedAsync),
        new("The account that may do everything lacks no privilege for the plan", PrivilegesAsync),
    ];

    private static async Task PureAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var (one, other) = (await journey.InspectAsync(), await journey.InspectAsync());
        Expect.Same(Structure.Of(site.GoalOf(one)), Structure.Of(site.GoalOf(other)), "Two goals from the same inventory differ");
        Expect.That(PlanFormat.IdOf(journey.Forth(one)) == PlanFormat.IdOf(journey.Forth(other)), "Two plans from the same inventory have different ids.");
        Expect.That(!journey.Forth(one).IsEmpty, "The site's goal is reached before anything was done, so that nothing can be tried.");
    }

    private static async Task EffectsAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var fleet = await journey.InspectAsync();
        var before = Structure.Of(fleet.Sites);
        foreach (var (target, change) in journey.Forth(fleet).Steps.SelectMany(s => s.AllChanges()).Where(c => site.Adapter.Planner.Owns(c.Target.Kind, c.Change.Field)))
        {
            var effect = Structure.Of(site.Adapter.Planner.EffectOf(fleet, target, change));
            Expect.Same(effect, Structure.Of(site.Adapter.Planner.EffectOf(fleet, target, change)), $"The effect of changing '{change.Field}' differs from itself");
        }

        Expect.Same(before, Structure.Of(fleet.Sites), "Asking for effects changed the inventory");
    }

    private static async Task OwnedAsync(ConformanceSite site, CancellationToken token)
    {
        var fleet = await new Journey(site, token).InspectAsync();
        var wants = site.GoalOf(fleet).Units.SelectMany(u => u.Wants).ToList();
        foreach (var want in wants)
        {
            Expect.That(site.Adapter.Planner.Owns(want.Target.Kind, want.Field), $"'{want.Field}' of '{fleet.NameOf(want.Target)}' is wanted, but not owned.");
            Expect.That(want.Reason.Length > 0, $"'{want.Field}' of '{fleet.NameOf(want.Target)}' is wanted without a reason.");
        }

        Expect.That(wants.DistinctBy(w => (w.Target, w.Field)).Count() == wants.Count, "A field is wanted twice.");
    }

    private static async Task PrivilegesAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var findings = await site.Adapter.CheckPrivilegesAsync(journey.Forth(await journey.InspectAsync()).Steps, token);
        Expect.That(!findings.Any(f => f.Blocks), $"Missing for the administrator: {string.Join("; ", findings.Where(f => f.Blocks).Select(f => f.Observed))}");
    }
}

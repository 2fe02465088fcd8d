using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit.Conformance;

/// <summary>What is promised of acting.</summary>
internal static class ExecutionChecks
{
    /// <summary>Every step on the way to the goal, seen by the probe, and the planner at rest once it is reached.</summary>
    public static readonly ConformanceCheck EveryStep = new("Every step makes its changes, the probe sees them, and planning again wants nothing", EveryStepAsync);

    /// <summary>The way to the goal and the way back.</summary>
    public static readonly ConformanceCheck ThereAndBack = new("There and back again leaves the site as it was", ThereAndBackAsync);

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        EveryStep,
        ThereAndBack,
        new("A step whose change holds already changes nothing and does not fail", AgainAsync),
        new("A step for what does not exist fails as not found before anything is done", MissingAsync),
        new("A VM that was deleted since it was inspected is not found", DeletedAsync),
        new("What the hypervisor lacks is refused with a clear problem, and nothing is done", LackingAsync),
        new("Verifying changes nothing", VerifyAsync),
    ];

    private static async Task EveryStepAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var forth = journey.Forth(await journey.InspectAsync());
        Expect.That(!forth.IsEmpty, $"Nothing is planned, so that nothing can be tried: {string.Join("; ", forth.Findings.Select(f => f.Observed))}");
        foreach (var step in forth.Steps)
        {
            await journey.CarryOutAsync(step);
        }

        var left = journey.Forth(await journey.InspectAsync());
        Expect.That(left.IsEmpty, $"The goal is reached, and planning again wants: {string.Join("; ", left.Steps.SelectMany(s => s.AllChanges().Select(c => $"{Journey.Name(s)}: {c.Change}")))}");
    }

    private static async Task ThereAndBackAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var before = await site.DescribeAsync(token);
        var forth = journey.Forth(await journey.InspectAsync());
        foreach (var step in forth.Steps)
        {
            await journey.CarryOutAsync(step);
        }

        Expect.That(Structure.Difference(before, await site.DescribeAsync(token)) is not null, "The whole plan was carried out, and the site is as it was.");
        foreach (var step in journey.Back(await journey.InspectAsync(), forth).Steps)
        {
            await journey.CarryOutAsync(step);
        }

        Expect.Same(before, await site.DescribeAsync(token), "There and back again the site differs");
    }

    private static async Task AgainAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var forth = journey.Forth(await journey.InspectAsync());
        await Twice(forth);
        await Twice(journey.Back(await journey.InspectAsync(), forth));

        async Task Twice(Plan plan)
        {
            foreach (var step in plan.Steps)
            {
                await journey.CarryOutAsync(step);
                var after = await site.DescribeAsync(token);
                var result = await journey.ExecuteAsync(step);
                Expect.That(result.Outcome is StepOutcome.Done or StepOutcome.AlreadySo, $"{Journey.Name(step)} ends {result.Outcome} the second time: {result.Problem}");
                Expect.Same(after, await site.DescribeAsync(token), $"{Journey.Name(step)} has an effect the second time");
            }
        }
    }

    private static async Task MissingAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var before = await site.DescribeAsync(token);
        var steps = journey.Forth(await journey.InspectAsync()).Steps;
        foreach (var step in steps.Where(s => s.Kind is not (StepKind.Verify or StepKind.CreateVm)).DistinctBy(s => s.Kind))
        {
            var result = await journey.ExecuteAsync(step with { Target = Elsewhere(step.Target), Companions = [] });
            Expect.That(result is { Outcome: StepOutcome.Failed, Problem.Code: "not-found" }, $"{Journey.Name(step)} on what does not exist ends {result.Outcome} '{result.Problem?.Code}': {result.Problem}");
            Expect.Same(before, await site.DescribeAsync(token), $"{Journey.Name(step)} on what does not exist has an effect");
        }
    }

    private static async Task DeletedAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var fleet = await journey.InspectAsync();
        var step = InterruptionChecks.MarkOf(site, fleet);
        await site.RemoveVmAsync(step.Target, token);
        var result = await journey.ExecuteAsync(step);
        Expect.That(result is { Outcome: StepOutcome.Failed, Problem.Code: "not-found" }, $"{Journey.Name(step)}, deleted meanwhile, ends {result.Outcome} '{result.Problem?.Code}': {result.Problem}");
        var seen = await site.Adapter.Probe.ReadAsync([(step.Target, Field.Exists)], token);
        Expect.That(seen[0].State == Core.Facts.ObservedState.Absent, $"A VM that was deleted has 'exists' as '{seen[0]}'.");
        Expect.That((await journey.InspectAsync()).Vm(step.Target) is null, "A VM that was deleted is still in the inventory.");
    }

    private static async Task LackingAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var lacking = site.Lacking(await journey.InspectAsync());
        var before = await site.DescribeAsync(token);
        foreach (var (step, code) in lacking)
        {
            var result = await journey.ExecuteAsync(step);
            Expect.That(result.Outcome == StepOutcome.Failed && result.Problem!.Code == code, $"{Journey.Name(step)}, which the hypervisor lacks, ends {result.Outcome} '{result.Problem?.Code}' instead of Failed '{code}': {result.Problem}");
            Expect.Same(before, await site.DescribeAsync(token), $"{Journey.Name(step)} has an effect");
        }
    }

    private static async Task VerifyAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        var step = InterruptionChecks.MarkOf(site, await journey.InspectAsync()) with { Kind = StepKind.Verify, Changes = [] };
        var before = await site.DescribeAsync(token);
        var result = await journey.ExecuteAsync(step);
        Expect.That(result.Outcome == StepOutcome.Done, $"Verifying ends {result.Outcome}: {result.Problem}");
        Expect.Same(before, await site.DescribeAsync(token), "Verifying has an effect");
    }

    private static ObjectRef Elsewhere(ObjectRef target) => target.Kind == ObjectKind.Device
        ? ObjectRef.Device(Elsewhere(target.HostOfDevice()), target.AddressOfDevice())
        : target with { Id = "00000000-0000-4000-8000-00000000dead" };
}

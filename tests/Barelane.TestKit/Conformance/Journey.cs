using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;

namespace Barelane.TestKit.Conformance;

/// <summary>A way through a site with its own planner and executor, as the engine goes it: inspect, plan, and step after step.</summary>
internal sealed class Journey(ConformanceSite site, CancellationToken token)
{
    public const string Run = "conformance-run";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    private readonly PlanMaker _maker = new(new Dictionary<Hypervisor, IWayPlanner> { [site.Adapter.Planner.Hypervisor] = site.Adapter.Planner }, "conformance");

    public async Task<FleetInventory> InspectAsync() => new([await site.Adapter.Source.ReadAsync(InspectScope.Whole, token)]);

    public Plan Forth(FleetInventory fleet) => _maker.Make(fleet, site.GoalOf(fleet));

    /// <summary>The plan toward what the first plan found.</summary>
    public Plan Back(FleetInventory fleet, Plan forth)
    {
        var changes = forth.Steps.SelectMany(s => s.AllChanges().Select(c => (c.Target, c.Change, s.Unit)))
            .Where(c => site.Adapter.Planner.Owns(c.Target.Kind, c.Change.Field))
            .DistinctBy(c => (c.Target, c.Change.Field)).ToList();
        var made = changes.Where(c => c.Change.Field == Field.Exists && c.Change.Before is null).Select(c => c.Target).ToHashSet();
        var wants = changes.Where(c => c.Change.Field == Field.Exists || !made.Contains(c.Target))
            .Select(c => new Want { Target = c.Target, Field = c.Change.Field, Value = c.Change.Before, Reason = "it was so before", Unit = c.Unit });
        return _maker.Make(fleet, new Goal
        {
            Verb = "undo",
            Document = forth.Document,
            OfRun = Run,
            Units = [.. wants.GroupBy(w => w.Unit, StringComparer.Ordinal).Select(g => new GoalUnit { Id = g.Key, Wants = [.. g] })],
        });
    }

    public async Task<StepResult> ExecuteAsync(Step step, IStepProgress? progress = null, CancellationToken? cancellationToken = null, TimeSpan? deadline = null)
    {
        var told = progress ?? new RecordedProgress();
        var result = await site.Adapter.Executor.ExecuteAsync(ContextOf(step, deadline), told, cancellationToken ?? token);
        Expect.That((result.Problem is null) == (result.Outcome is StepOutcome.Done or StepOutcome.AlreadySo), $"{Name(step)} ends {result.Outcome} with {(result.Problem is null ? "no" : "a")} problem.");
        if (told is RecordedProgress recorded)
        {
            Expect.That(recorded.Nonsense.Count == 0, $"{Name(step)} reports {string.Join(", ", recorded.Nonsense)}.");
        }

        if (result.Problem is { } problem)
        {
            CheckProblem(step, problem);
        }

        return result;
    }

    public async Task<StepResult> SettleAsync(Step step, OperationHandle? handle)
    {
        var result = await site.Adapter.Executor.SettleAsync(ContextOf(step, null), handle, new RecordedProgress(), token);
        Expect.That(result.Outcome is StepOutcome.Done, $"Settling {Name(step)} ends {result.Outcome}: {result.Problem}");
        return result;
    }

    /// <summary>Carries a step out that has to succeed, with everything around it that the engine looks at.</summary>
    public async Task CarryOutAsync(Step step)
    {
        await HoldsAsync(step, step.Preconditions, "before");
        var result = await ExecuteAsync(step);
        Expect.That(result.Outcome is StepOutcome.Done or StepOutcome.AlreadySo, $"{Name(step)} ends {result.Outcome}: {result.Problem} {string.Join(", ", result.Problem?.Evidence ?? [])}");
        await IsReachedAsync(step);
        await HoldsAsync(step, step.Expectations, "after");
    }

    /// <summary>The probe has to see every change of the step.</summary>
    public async Task IsReachedAsync(Step step)
    {
        var changes = WithRun(step).AllChanges().ToList();
        var seen = await site.Adapter.Probe.ReadAsync([.. changes.Select(c => (c.Target, c.Change.Field))], token);
        foreach (var ((_, change), value) in changes.Zip(seen))
        {
            if (step.Kind == StepKind.DeleteVm && change.Field != Field.Exists)
            {
                continue;
            }

            Expect.That(value.IsKnown && change.IsReached(value.HasValue ? value.Value : null), $"After {Name(step)} the probe sees '{change.Field}' as '{value}'; promised is '{change.After}'.");
        }
    }

    /// <summary>The step with the run's id in place, as the engine hands it over.</summary>
    public static Step WithRun(Step step) => step with { Changes = [.. step.Changes.Select(c => c.After == FieldChange.RunToken ? c with { After = Run } : c)] };

    public static string Name(Step step) => $"{step.Kind} of '{step.TargetName}'";

    private void CheckProblem(Step step, Problem problem)
    {
        Expect.That(problem.Code.Length > 0 && problem.Code.All(c => char.IsAsciiLetterLower(c) || c == '-'), $"{Name(step)} fails with the code '{problem.Code}', which is no stable word.");
        Expect.That(problem.Message.Length > 10, $"{Name(step)} fails with the message '{problem.Message}'.");
        var all = string.Join('\n', problem.Evidence.Prepend(problem.ToString()));
        Expect.That(!site.Secrets.Any(s => all.Contains(s, StringComparison.Ordinal)), $"{Name(step)} shows a secret in its problem.");
    }

    private async Task HoldsAsync(Step step, IReadOnlyList<Predicate> predicates, string when)
    {
        var seen = await site.Adapter.Probe.ReadAsync([.. predicates.Select(p => (p.Target, p.Field))], token);
        foreach (var (predicate, value) in predicates.Zip(seen))
        {
            Expect.That(predicate.Holds(value) == true, $"{when} {Name(step)} it is required that {predicate} of '{predicate.TargetName}'; the probe sees '{value}'.");
        }
    }

    private static StepContext ContextOf(Step step, TimeSpan? deadline) => new()
    {
        Step = WithRun(step),
        Run = Run,
        Deadline = deadline ?? Deadline,
        Consents = ConsentNames.All.Keys.ToHashSet(StringComparer.Ordinal),
    };
}

using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>Where every step of a run stands, and what follows from that for its unit. No clock, no I/O.</summary>
internal sealed class StepStates
{
    private readonly Plan _plan;
    private readonly StepOrder _order;
    private readonly Dictionary<string, StepVerdict> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begunUnits = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blocked = new(StringComparer.Ordinal);

    public StepStates(Plan plan)
    {
        _plan = plan;
        _order = new StepOrder(plan.Steps);
    }

    public int DoneCount => _ended.Values.Count(v => v.IsDone);

    /// <summary>Steps that failed, or whose outcome is unknown, in the plan's order.</summary>
    public IEnumerable<(Step Step, StepVerdict Verdict)> Failed => _plan.Steps
        .Where(s => _ended.TryGetValue(s.Id, out var v) && !v.IsDone && !IsUnseen(s, v)).Select(s => (s, _ended[s.Id]));

    /// <summary>Proofs that could not be had; they stand in nobody's way.</summary>
    public IEnumerable<(Step Step, StepVerdict Verdict)> Unseen => _plan.Steps
        .Where(s => _ended.TryGetValue(s.Id, out var v) && IsUnseen(s, v)).Select(s => (s, _ended[s.Id]));

    /// <summary>Steps that could run now as far as their edges go.</summary>
    public IEnumerable<Step> Ready => _plan.Steps.Where(s => IsOpen(s) && s.After.All(a => _ended.TryGetValue(a, out var v) && v.IsDone));

    public void Begin(Step step)
    {
        _running.Add(step.Id);
        _begunUnits.Add(step.Unit);
    }

    /// <summary>Takes down how a step ended; what depends on a step that is not done can't run any more.</summary>
    public void End(Step step, StepVerdict verdict)
    {
        _running.Remove(step.Id);
        _ended[step.Id] = verdict;
        if (!verdict.IsDone && !IsUnseen(step, verdict))
        {
            _blocked.UnionWith(_order.AllAfter(step.Id));
        }
    }

    /// <summary>Whether the step belongs to something that was begun, so that it is finished although nothing new may begin.</summary>
    public bool IsOfBegun(Step step) => _begunUnits.Contains(step.Unit)
        || _plan.Steps.Any(s => _begunUnits.Contains(s.Unit) && _order.AllAfter(step.Id).Contains(s.Id));

    public bool IsDone(Step step) => _ended.TryGetValue(step.Id, out var verdict) && verdict.IsDone;

    public bool HasBegun(string unit) => _begunUnits.Contains(unit);

    /// <summary>Units whose own step failed.</summary>
    public int FailedUnitCount => Failed.Select(f => f.Step.Unit).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Whether a unit can't reach its goal any more.</summary>
    public bool IsHalted(string unit) => _plan.Steps.Any(s => string.Equals(s.Unit, unit, StringComparison.Ordinal) && (_blocked.Contains(s.Id) || IsFailed(s)));

    /// <summary>Units with a failed or blocked step of which nothing is under way any more.</summary>
    public IEnumerable<string> StoppedUnits => _plan.Steps
        .GroupBy(s => s.Unit, StringComparer.Ordinal)
        .Where(g => g.Any(s => _blocked.Contains(s.Id) || IsFailed(s)) && !g.Any(s => _running.Contains(s.Id) || CanStillRun(s)))
        .Select(g => g.Key);

    /// <summary>The step that stopped a unit: its own, or the one that its steps wait for.</summary>
    public (Step Step, StepVerdict Verdict) CauseOf(string unit) => Failed
        .OrderByDescending(f => string.Equals(f.Step.Unit, unit, StringComparison.Ordinal))
        .First(f => string.Equals(f.Step.Unit, unit, StringComparison.Ordinal)
            || _plan.Steps.Any(s => string.Equals(s.Unit, unit, StringComparison.Ordinal) && _order.AllAfter(f.Step.Id).Contains(s.Id)));

    public IEnumerable<Step> ActedOn(string unit) => _plan.Steps
        .Where(s => string.Equals(s.Unit, unit, StringComparison.Ordinal) && _ended.TryGetValue(s.Id, out var v) && v.Acted);

    private bool IsOpen(Step step) => !_ended.ContainsKey(step.Id) && !_running.Contains(step.Id) && !_blocked.Contains(step.Id);

    // A ready step of a unit that has failed elsewhere is not begun: what it would reach is taken back anyway.
    private bool CanStillRun(Step step) => IsOpen(step) && !StepLevel.IsOfVm(step.Kind) && step.Kind != StepKind.Verify;

    private bool IsFailed(Step step) => _ended.TryGetValue(step.Id, out var v) && !v.IsDone && !IsUnseen(step, v);

    private static bool IsUnseen(Step step, StepVerdict verdict) => step.Kind == StepKind.Verify && verdict.Outcome == Core.Adapters.StepOutcome.Unknown;
}

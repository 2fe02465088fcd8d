using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Undo;

namespace Barelane.Engine.Running;

/// <summary>Takes a failed unit's VM-level steps back within its run: an undo, limited to that unit, through the same planner and the same steps.</summary>
internal sealed class UnitTakeBack(string run, RunRequest request, SiteSet sites, IJournal journal, PlanMaker maker, StepRunner runner)
{
    private int _count;

    /// <summary>Takes back. Null when everything is as it was; otherwise why it is held.</summary>
    /// <exception cref="OperationCanceledException">The run was aborted.</exception>
    /// <exception cref="EngineException">The journal can't be written.</exception>
    public async Task<Problem?> RunAsync(string unit, CancellationToken abort)
    {
        var record = RunRecord.From(await journal.ReadAsync(run, 0, abort).ConfigureAwait(false));
        var goal = UndoGoal.OfUnit(record, unit);
        if (goal.Units.Count == 0)
        {
            return null;
        }

        Plan plan;
        try
        {
            plan = maker.Make(await InspectAsync(abort).ConfigureAwait(false), goal, request.Options.Planning);
        }
        catch (SiteException e)
        {
            return Held(unit, $"its site could not be inspected: {e.Problem.Message}");
        }

        if (Objection(plan) is { } objection)
        {
            return Held(unit, objection);
        }

        var prefix = string.Create(CultureInfo.InvariantCulture, $"back{Interlocked.Increment(ref _count)}.");
        await journal.AppendAsync(run, new TakeBackStarted(unit, prefix, Encoding.UTF8.GetString(PlanFormat.ToBytes(plan))), abort).ConfigureAwait(false);
        foreach (var step in plan.Steps)
        {
            var verdict = await runner.RunAsync(step, prefix, abort).ConfigureAwait(false);
            if (!verdict.IsDone)
            {
                return Held(unit, verdict.Problem?.Message ?? $"step {prefix}{step.Id} did not succeed.");
            }
        }

        return null;
    }

    private async Task<FleetInventory> InspectAsync(CancellationToken cancellationToken)
    {
        var objects = request.Plan.Steps.SelectMany(s => s.AllChanges().Select(c => c.Target).Append(s.Target))
            .Select(t => t.Kind == ObjectKind.Device ? t.HostOfDevice() : t).Distinct().ToList();
        var scope = new InspectScope { Objects = objects, WithCandidates = true };
        return new FleetInventory(await Task.WhenAll(sites.All.Select(s => s.Source.ReadAsync(scope, cancellationToken))).ConfigureAwait(false));
    }

    private string? Objection(Plan plan)
    {
        if (plan.Findings.FirstOrDefault(f => f.Blocks) is { } finding)
        {
            return $"{finding.Observed} {finding.Remedy}".Trim();
        }

        if (plan.Steps.FirstOrDefault(s => StepLevel.IsOfHost(s.Kind)) is { } step)
        {
            return $"it would need host '{step.TargetName}' to change, which is not done without your consent.";
        }

        // The steps undo what was consented to; anything beyond it needs a consent of its own.
        return ConsentCheck.Missing(plan, request.Consents).FirstOrDefault(m => !Consented(m.Impact)) is { } missing
            ? $"it needs the consent '{missing.Impact.Consent}': {missing.Impact.Text}"
            : null;
    }

    private bool Consented(Impact impact) =>
        request.Plan.Impacts.Any(i => string.Equals(i.Consent, impact.Consent, StringComparison.Ordinal) && i.Subject == impact.Subject);

    private Problem Held(string unit, string why) => new()
    {
        Code = "held",
        Message = $"What '{unit}' had reached was not taken back: {why}",
        Remedy = $"'barelane undo {run}' takes it back, 'barelane resume {run}' goes on.",
    };
}

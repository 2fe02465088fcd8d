using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Running;

namespace Barelane.Engine.Journal;

/// <summary>One run as its records tell it.</summary>
public sealed class RunRecord
{
    private RunRecord(string id, DateTimeOffset startedAt, RunStarted started, Plan plan, IReadOnlyList<StepRecord> steps, IReadOnlyDictionary<string, StepOutcome> outcomes, RunEnded? ended, DateTimeOffset lastAt)
    {
        Id = id;
        StartedAt = startedAt;
        Started = started;
        Plan = plan;
        Steps = steps;
        Outcomes = outcomes;
        Ended = ended;
        LastAt = lastAt;
    }

    /// <summary>The run's id.</summary>
    public string Id { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>When its last record was written.</summary>
    public DateTimeOffset LastAt { get; }

    /// <summary>Its first record.</summary>
    public RunStarted Started { get; }

    /// <summary>Its plan.</summary>
    public Plan Plan { get; }

    /// <summary>The steps that were about to act, in the order of their intents; those of take-backs included.</summary>
    public IReadOnlyList<StepRecord> Steps { get; }

    /// <summary>The last outcome of every step that has one, by the step's id in the journal; also of steps that never acted.</summary>
    public IReadOnlyDictionary<string, StepOutcome> Outcomes { get; }

    /// <summary>Its last record; null where it was killed, or is still under way.</summary>
    public RunEnded? Ended { get; }

    /// <summary>Whether it came to its end with everything done.</summary>
    public bool IsComplete => Ended is { End: RunEnd.Done or RunEnd.DoneUnseen };

    /// <summary>Steps of which it is not known what came of them.</summary>
    public IEnumerable<StepRecord> Unsettled => Steps.Where(s => s.IsUnsettled);

    /// <summary>Steps of the plan that were done or already so.</summary>
    public int StepsDone => Plan.Steps.Count(s => Outcomes.TryGetValue(s.Id, out var o) && o is StepOutcome.Done or StepOutcome.AlreadySo);

    /// <summary>Reads a run from its records.</summary>
    /// <exception cref="EngineException">There is no such run, or its records can't be understood.</exception>
    public static async Task<RunRecord> ReadAsync(IJournal journal, string run, CancellationToken cancellationToken)
    {
        var entries = await journal.ReadAsync(run, 0, cancellationToken).ConfigureAwait(false);
        return entries.Count == 0
            ? throw new EngineException(
                new Problem
                {
                    Code = "run-not-found",
                    Message = $"The journal '{journal.Location}' holds no run '{run}'.",
                    Remedy = "'barelane history' lists its runs. If the journal was lost: what Barelane gave is marked on the VMs, and 'barelane adopt' shows it.",
                },
                ExitMeaning.Error)
            : From(entries);
    }

    /// <summary>Reads a run from its records; pure.</summary>
    /// <exception cref="EngineException">The records can't be understood.</exception>
    public static RunRecord From(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0 || entries[0].Record is not RunStarted started)
        {
            throw Damaged(entries.Count == 0 ? "?" : entries[0].Run, "its first record does not say what was started");
        }

        var plan = PlanOf(entries[0].Run, started.Plan);
        var planned = plan.Steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var takeBack in entries.Select(e => e.Record).OfType<TakeBackStarted>())
        {
            foreach (var step in PlanOf(entries[0].Run, takeBack.Plan).Steps)
            {
                planned[takeBack.Prefix + step.Id] = step;
            }
        }

        var handles = entries.Select(e => e.Record).OfType<StepStarted>().GroupBy(s => s.Step, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Handle, StringComparer.Ordinal);
        var ends = entries.Select(e => e.Record).OfType<StepEnded>().GroupBy(s => s.Step, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var steps = entries.Select(e => e.Record).OfType<StepIntent>().Select(i => new StepRecord
        {
            Step = planned.GetValueOrDefault(i.Step) ?? throw Damaged(entries[0].Run, $"step '{i.Step}' is in none of its plans"),
            Intent = i,
            Handle = handles.TryGetValue(i.Step, out var handle) ? new OperationHandle(handle) : null,
            Ended = ends.GetValueOrDefault(i.Step),
        }).ToList();
        return new RunRecord(
            entries[0].Run,
            entries[0].Time,
            started,
            plan,
            steps,
            ends.ToDictionary(e => e.Key, e => e.Value.Outcome, StringComparer.Ordinal),
            entries.Select(e => e.Record).OfType<RunEnded>().LastOrDefault(),
            entries[^1].Time);
    }

    private static Plan PlanOf(string run, string json)
    {
        try
        {
            return PlanFormat.FromBytes(Encoding.UTF8.GetBytes(json));
        }
        catch (FormatException e)
        {
            throw Damaged(run, $"its plan cannot be read ({e.Message})");
        }
    }

    private static EngineException Damaged(string run, string why) => new(
        new Problem
        {
            Code = "journal-unreadable",
            Message = $"Run '{run}' in the journal cannot be understood: {why}.",
            Remedy = "Restore the journal from a copy; what Barelane gave is still marked on the VMs ('barelane adopt').",
        },
        ExitMeaning.Error);
}

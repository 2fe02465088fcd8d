using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;

namespace Barelane.Engine.Undo;

/// <summary>A run with the resumes and undos that were about it, and the runs that came after: what has to be known to take it back or go on.</summary>
public sealed class RunChain
{
    private RunChain(RunRecord asked, IReadOnlyList<RunRecord> runs, IReadOnlyList<RunChain> later)
    {
        Asked = asked;
        Runs = runs;
        Later = later;
    }

    /// <summary>The run that was named.</summary>
    public RunRecord Asked { get; }

    /// <summary>The first run and all that were about it, in the order in which they were started.</summary>
    public IReadOnlyList<RunRecord> Runs { get; }

    /// <summary>The run it began with.</summary>
    public RunRecord Root => Runs[0];

    /// <summary>Chains that were begun later.</summary>
    public IReadOnlyList<RunChain> Later { get; }

    /// <summary>Whether nothing of it is left: every field is as it was found, as far as Barelane's own steps go.</summary>
    public bool LeavesNothing => !Tracks().Any(t => t.HasNetChange && !UndoGoal.IsKept(t.Field));

    /// <summary>Every run of the journal in chains, in the order of their first runs.</summary>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public static async Task<IReadOnlyList<RunChain>> ReadAllAsync(IJournal journal, CancellationToken cancellationToken)
    {
        var runs = new List<RunRecord>();
        foreach (var start in await journal.StartsAsync(cancellationToken).ConfigureAwait(false))
        {
            runs.Add(await RunRecord.ReadAsync(journal, start.Run, cancellationToken).ConfigureAwait(false));
        }

        return Join(runs);
    }

    /// <summary>The chain that a run belongs to.</summary>
    /// <exception cref="EngineException">There is no such run, or the journal can't be read.</exception>
    public static async Task<RunChain> ReadAsync(IJournal journal, string run, CancellationToken cancellationToken)
    {
        await RunRecord.ReadAsync(journal, run, cancellationToken).ConfigureAwait(false);
        var all = await ReadAllAsync(journal, cancellationToken).ConfigureAwait(false);
        return all.First(c => c.Runs.Any(r => string.Equals(r.Id, run, StringComparison.Ordinal))).Asking(run);
    }

    /// <summary>The same chain, asked about for another of its runs.</summary>
    public RunChain Asking(string run) => new(Runs.First(r => string.Equals(r.Id, run, StringComparison.Ordinal)), Runs, Later);

    /// <summary>Joins runs, in the order in which they were started, into chains; pure.</summary>
    public static IReadOnlyList<RunChain> Join(IReadOnlyList<RunRecord> runs)
    {
        var roots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            roots[run.Id] = run.Started.OfRun is { } of && roots.TryGetValue(of, out var root) ? root : run.Id;
        }

        var chains = new List<RunChain>();
        foreach (var group in runs.GroupBy(r => roots[r.Id], StringComparer.Ordinal).Reverse())
        {
            var members = group.ToList();
            chains.Insert(0, new RunChain(members[^1], members, [.. chains]));
        }

        return chains;
    }

    /// <summary>What the chain's own steps did to each field.</summary>
    internal IReadOnlyList<FieldTrack> Tracks() => FieldTrack.Follow(Runs.SelectMany(r => r.Steps));

    /// <summary>Refuses where a later chain still holds a field of this one: taking this one back would pull it from under the other.</summary>
    /// <exception cref="EngineException">There is such a run.</exception>
    internal void RequireNothingOnTop(string verb)
    {
        var own = Tracks().Where(t => t.HasNetChange).Select(t => (t.Target, t.Field)).ToHashSet();
        foreach (var later in Later)
        {
            if (later.Tracks().FirstOrDefault(t => t.HasNetChange && !UndoGoal.IsKept(t.Field) && own.Contains((t.Target, t.Field))) is not { } on)
            {
                continue;
            }

            throw new EngineException(
                new Problem
                {
                    Code = "later-run",
                    Message = $"Run '{Root.Id}' cannot be {verb}: the later run '{later.Root.Id}' changed '{on.Field}' of '{NameOf(later, on.Target)}' too.",
                    Remedy = $"Take that one back first: 'barelane undo {later.Root.Id}'.",
                },
                ExitMeaning.Error);
        }
    }

    private static string NameOf(RunChain chain, ObjectRef target) =>
        chain.Runs.SelectMany(r => r.Plan.Steps).FirstOrDefault(s => s.Target == target)?.TargetName ?? target.Id;
}

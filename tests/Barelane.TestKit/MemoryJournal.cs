using Barelane.Engine.Journal;

namespace Barelane.TestKit;

/// <summary>A journal in memory; records go through the same text form as on disk. One store may be opened several times, as a file may.</summary>
public sealed class MemoryJournal(MemoryJournalStore store, TimeProvider time, IHolderCheck holders) : IJournal, IRunLocks
{
    public event EventHandler<string>? Appended;

    public string Location => "memory";

    /// <summary>Called with every record before it is written; false drops it, as a program would that does not write it.</summary>
    public Func<JournalRecord, bool> Writes { get; set; } = _ => true;

    /// <summary>Called with every record after it was written.</summary>
    public Action<JournalRecord> Written { get; set; } = _ => { };

    /// <summary>Whether the process that holds this journal was killed: then nothing is written any more.</summary>
    public bool IsKilled { get; set; }

    public Task AppendAsync(string run, JournalRecord record, CancellationToken cancellationToken)
    {
        RequireAlive();
        if (Writes(record))
        {
            store.Add(run, time.GetUtcNow(), record);
            Appended?.Invoke(this, run);
            Written(record);
        }

        return Task.CompletedTask;
    }

    public Task PostAsync(string run, JournalRecord record, CancellationToken cancellationToken) => AppendAsync(run, record, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string run, long after, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. store.Read(run).Where(e => e.Sequence > after)]);

    public Task<IReadOnlyList<JournalEntry>> StartsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. store.Runs().Select(r => store.Read(r)[0])]);

    public Task<HeldLock?> TryAcquireAsync(string run, IReadOnlyList<string> names, string actor, CancellationToken cancellationToken)
    {
        RequireAlive();
        return Task.FromResult(store.TryLock(names.Select(n => new HeldLock(n, run, actor, holders.Self, time.GetUtcNow())).ToList(), holders));
    }

    public Task ReleaseAsync(string run, CancellationToken cancellationToken)
    {
        RequireAlive();
        store.Unlock(run);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<HeldLock>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult(store.Held(holders));

    public Task BreakAsync(string run, CancellationToken cancellationToken) => ReleaseAsync(run, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void RequireAlive()
    {
        if (IsKilled)
        {
            throw new SimulatedKillException();
        }
    }
}

using Barelane.Engine.Journal;

namespace Barelane.TestKit;

/// <summary>What a journal's file holds, in memory.</summary>
public sealed class MemoryJournalStore
{
    private readonly Lock _gate = new();
    private readonly List<(string Run, DateTimeOffset Time, string Kind, string Json)> _rows = [];
    private readonly List<HeldLock> _locks = [];

    internal void Add(string run, DateTimeOffset time, JournalRecord record)
    {
        var (kind, json) = JournalFormat.Encode(record);
        lock (_gate)
        {
            _rows.Add((run, time, kind, json));
        }
    }

    /// <summary>The records of a run.</summary>
    public IReadOnlyList<JournalEntry> Read(string run)
    {
        lock (_gate)
        {
            return [.. _rows.Where(r => r.Run == run).Select((r, i) => new JournalEntry(run, i + 1, r.Time, JournalFormat.Decode(run, i + 1, r.Kind, JournalFormat.Version, r.Json)))];
        }
    }

    /// <summary>The runs, in the order in which they were started.</summary>
    public IReadOnlyList<string> Runs()
    {
        lock (_gate)
        {
            return [.. _rows.Select(r => r.Run).Distinct()];
        }
    }

    internal HeldLock? TryLock(IReadOnlyList<HeldLock> wanted, IHolderCheck holders)
    {
        lock (_gate)
        {
            _locks.RemoveAll(l => !holders.MayBeAlive(l.Holder));
            if (_locks.FirstOrDefault(l => wanted.Any(w => w.Name == l.Name && w.Run != l.Run)) is { } held)
            {
                return held;
            }

            _locks.AddRange(wanted);
            return null;
        }
    }

    internal void Unlock(string run)
    {
        lock (_gate)
        {
            _locks.RemoveAll(l => l.Run == run);
        }
    }

    internal IReadOnlyList<HeldLock> Held(IHolderCheck holders)
    {
        lock (_gate)
        {
            return [.. _locks.Where(l => holders.MayBeAlive(l.Holder))];
        }
    }
}

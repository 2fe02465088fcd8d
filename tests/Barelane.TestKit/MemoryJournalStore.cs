using Barelane.Engine.Journal;

namespace Barelane.TestKit;

/// <summary>What a journal's file holds, in memory.</summary>
public sealed class MemoryJournalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<JournalEntry>> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _runs = [];
    private readonly List<HeldLock> _locks = [];

    internal void Add(string run, DateTimeOffset time, JournalRecord record)
    {
        var (kind, json) = JournalFormat.Encode(record);
        lock (_gate)
        {
            if (!_entries.TryGetValue(run, out var entries))
            {
                _entries.Add(run, entries = []);
                _runs.Add(run);
            }

            var sequence = entries.Count + 1;
            entries.Add(new JournalEntry(run, sequence, time, JournalFormat.Decode(run, sequence, kind, JournalFormat.Version, json)));
        }
    }

    /// <summary>The records of a run.</summary>
    public IReadOnlyList<JournalEntry> Read(string run)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(run, out var entries) ? [.. entries] : [];
        }
    }

    /// <summary>The runs, in the order in which they were started.</summary>
    public IReadOnlyList<string> Runs()
    {
        lock (_gate)
        {
            return [.. _runs];
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

namespace Barelane.Engine.Journal;

/// <summary>
/// One append-only table of records by run and sequence: the terminal, JSON lines, event streams, undo and the audit log read it. May be
/// read by several processes at once. Safe for concurrent callers.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Location { get; }

    /// <summary>Raised with the run's id after records were added by this process; readers in other processes poll.</summary>
    event EventHandler<string>? Appended;

    /// <summary>
    /// Adds a record; when this returns, it is on disk. A <see cref="StepIntent"/> is refused unless there is room left for the step's
    /// handle and outcome as well, so that a full disk stops a run before it acts and not between act and outcome.
    /// </summary>
    /// <exception cref="Running.EngineException">It could not be written; the problem says why.</exception>
    Task AppendAsync(string run, JournalRecord record, CancellationToken cancellationToken);

    /// <summary>Adds a record whose loss in a crash would do no harm; cheap.</summary>
    /// <exception cref="Running.EngineException">It could not be written; the problem says why.</exception>
    Task PostAsync(string run, JournalRecord record, CancellationToken cancellationToken);

    /// <summary>The records of a run behind sequence <paramref name="after"/>, in order; empty for a run that is not in here.</summary>
    /// <exception cref="Running.EngineException">The journal is damaged or from a newer program.</exception>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(string run, long after, CancellationToken cancellationToken);

    /// <summary>The first record of every run, in the order in which they were started.</summary>
    /// <exception cref="Running.EngineException">The journal is damaged or from a newer program.</exception>
    Task<IReadOnlyList<JournalEntry>> StartsAsync(CancellationToken cancellationToken);
}

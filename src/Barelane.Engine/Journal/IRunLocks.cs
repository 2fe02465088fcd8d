namespace Barelane.Engine.Journal;

/// <summary>Which runs are under way: one for each document and one for each site. A dead holder's lock is recognised and taken.</summary>
public interface IRunLocks
{
    /// <summary>Takes all of <paramref name="names"/> for a run, or none: then the answer is the lock that stands in the way. Null when taken.</summary>
    Task<HeldLock?> TryAcquireAsync(string run, IReadOnlyList<string> names, string actor, CancellationToken cancellationToken);

    /// <summary>Gives back every lock of a run.</summary>
    Task ReleaseAsync(string run, CancellationToken cancellationToken);

    /// <summary>The locks whose holders are alive, or may be: a holder on another machine counts as alive.</summary>
    Task<IReadOnlyList<HeldLock>> HeldAsync(CancellationToken cancellationToken);

    /// <summary>Removes a run's locks although their holder may be alive, because a person who knows better said so.</summary>
    Task BreakAsync(string run, CancellationToken cancellationToken);
}

using Barelane.Core.Adapters;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>What machines have been told to go on with after their own reboot, as far as this journal knows the runs.</summary>
/// <param name="journal">The journal.</param>
/// <param name="adapters">The connected sites.</param>
public sealed class Resumptions(IJournal journal, IReadOnlyList<ISiteAdapter> adapters)
{
    /// <summary>
    /// Takes away what is left to go on with a document's runs. To be called by whoever holds the document's lock, or knows that no run of it is under way.
    /// </summary>
    /// <exception cref="SiteException">A machine does not let it go.</exception>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public async Task ForgetAsync(string document, CancellationToken cancellationToken)
    {
        foreach (var own in adapters.Select(a => a.OwnReboot).OfType<IOwnReboot>())
        {
            var prepared = await own.PreparedAsync(cancellationToken).ConfigureAwait(false);
            if (prepared.Count == 0)
            {
                continue;
            }

            var runs = (await journal.StartsAsync(cancellationToken).ConfigureAwait(false))
                .Where(s => s.Record is RunStarted started && string.Equals(started.Document, document, StringComparison.Ordinal)).Select(s => s.Run).ToHashSet(StringComparer.Ordinal);
            foreach (var run in prepared.Where(runs.Contains))
            {
                await own.ForgetAsync(run, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>As <see cref="ForgetAsync(string, CancellationToken)"/>, unless a run of the document is under way, which may need it.</summary>
    /// <exception cref="SiteException">A machine does not let it go.</exception>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public async Task ForgetIfIdleAsync(string document, IRunLocks locks, CancellationToken cancellationToken)
    {
        if (!(await locks.HeldAsync(cancellationToken).ConfigureAwait(false)).Any(l => string.Equals(l.Name, RunNames.LockOf(document), StringComparison.Ordinal)))
        {
            await ForgetAsync(document, cancellationToken).ConfigureAwait(false);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Events;

/// <summary>The events of runs: nothing but the journal's records, followed as they are written, by this process or another.</summary>
public sealed class RunEvents(IJournal journal, IRunLocks locks, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The records of a run behind sequence <paramref name="after"/>, in order and without gaps, until the run's last record, or until the run is
    /// found to be dead. A reader that was cut off goes on from the last sequence it saw.
    /// </summary>
    /// <exception cref="Running.EngineException">The journal can't be read.</exception>
    public async IAsyncEnumerable<JournalEntry> FollowAsync(string run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        journal.Appended += OnAppended;
        try
        {
            while (true)
            {
                // Asked before reading: what is read afterwards of a run that was dead then is all there will be.
                var active = (await locks.HeldAsync(cancellationToken).ConfigureAwait(false)).Any(l => string.Equals(l.Run, run, StringComparison.Ordinal));
                foreach (var entry in await journal.ReadAsync(run, after, cancellationToken).ConfigureAwait(false))
                {
                    after = entry.Sequence;
                    yield return entry;
                    if (entry.Record is RunEnded)
                    {
                        yield break;
                    }
                }

                if (!active)
                {
                    yield break;
                }

                await WaitAsync(signal.Reader, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            journal.Appended -= OnAppended;
        }

        void OnAppended(object? sender, string appended)
        {
            if (string.Equals(appended, run, StringComparison.Ordinal))
            {
                signal.Writer.TryWrite(true);
            }
        }
    }

    private async Task WaitAsync(ChannelReader<bool> signal, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = signal.WaitToReadAsync(enough.Token).AsTask();
        var paused = Task.Delay(Poll, time, enough.Token);
        await Task.WhenAny(woken, paused).ConfigureAwait(false);
        signal.TryRead(out _);
        await enough.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}

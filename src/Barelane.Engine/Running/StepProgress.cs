using Barelane.Core.Adapters;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>Takes an executor's reports into the journal: the handle flushed, progress at most twice a second.</summary>
internal sealed class StepProgress(IJournal journal, string run, string step, TimeProvider time) : IStepProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Task _posted = Task.CompletedTask;
    private long _last;
    private string _doing = "";

    /// <summary>The last handle that was reported.</summary>
    public OperationHandle? Handle { get; private set; }

    public async Task StartedAsync(OperationHandle handle)
    {
        Handle = handle;

        // Not cancellable: once the hypervisor has the operation, its handle belongs in the journal.
        await journal.AppendAsync(run, new StepStarted(step, handle.Id), CancellationToken.None).ConfigureAwait(false);
    }

    public void Report(int? percent, string doing)
    {
        lock (_gate)
        {
            if (_last != 0 && time.GetElapsedTime(_last) < Pause && string.Equals(_doing, doing, StringComparison.Ordinal))
            {
                return;
            }

            _last = time.GetTimestamp();
            _doing = doing;
            _posted = PostAsync(_posted, new StepProgressed(step, percent, doing));
        }
    }

    /// <summary>Ends when everything reported is written.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            return _posted;
        }
    }

    private async Task PostAsync(Task before, JournalRecord record)
    {
        await before.ConfigureAwait(false);
        try
        {
            await journal.PostAsync(run, record, CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            // Progress may be lost; what matters is appended, and fails for itself.
        }
    }
}

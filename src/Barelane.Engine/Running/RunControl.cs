namespace Barelane.Engine.Running;

/// <summary>How a running run is stopped. Both may be called from any thread, more than once.</summary>
public sealed class RunControl : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>Who asked for it; empty where nobody did.</summary>
    public string By { get; private set; } = "";

    internal CancellationToken Stopping => _stop.Token;

    internal CancellationToken Aborting => _abort.Token;

    /// <summary>Finish the steps under way, begin none, and say in the journal that the run was interrupted.</summary>
    public void RequestStop(string by)
    {
        By = by;
        _stop.Cancel();
    }

    /// <summary>Stop now. Steps under way are left to the hypervisor; their intents stand in the journal and are settled by resume or undo.</summary>
    public void Abort(string by)
    {
        By = by;

        // In this order: what the second wakes must find the first.
        _stop.Cancel();
        _abort.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }
}

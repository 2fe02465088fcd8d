namespace Barelane.Twin.Model;

/// <summary>The site's time: it starts with ours and runs faster by a factor.</summary>
internal sealed class TwinClock(TimeProvider provider, double scale)
{
    private readonly DateTimeOffset _start = provider.GetUtcNow();
    private readonly long _startStamp = provider.GetTimestamp();

    public DateTimeOffset Now => _start + (provider.GetElapsedTime(_startStamp) * scale);

    public Task DelayAsync(TimeSpan siteTime, CancellationToken cancellation) =>
        siteTime <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(siteTime / scale, provider, cancellation);

    /// <summary>Waits for seconds of the client's time, as for the maxWaitSeconds of WaitForUpdatesEx.</summary>
    public Task WaitAsync(TimeSpan ourTime, CancellationToken cancellation) => Task.Delay(ourTime, provider, cancellation);
}

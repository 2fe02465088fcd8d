namespace Barelane.Remote.Tests.Support;

/// <summary>The clock on the wall, which people set, and the one that only runs.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private long _running;

    public DateTimeOffset Wall { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp() => Interlocked.Read(ref _running);

    public void Run(TimeSpan time)
    {
        Wall += time;
        Interlocked.Add(ref _running, time.Ticks);
    }
}

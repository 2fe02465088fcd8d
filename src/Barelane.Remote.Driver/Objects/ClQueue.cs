namespace Barelane.Remote.Driver.Objects;

internal sealed class ClQueue : SessionObject
{
    private int _reads;
    private int _failure;

    public ClQueue(ClContext context, ClDevice device, ulong properties)
        : base(context.Session)
    {
        (Context, Device, Properties) = (context, device, properties);
        context.Hold();
        Session.Add(this);
    }

    public ClContext Context { get; }

    public ClDevice Device { get; }

    public ulong Properties { get; }

    /// <summary>What the queue was made with, where that was a list.</summary>
    public ulong[]? PropertyList { get; init; }

    public bool IsProfiled => (Properties & 2) != 0;

    public bool IsInOrder => (Properties & 1) == 0;

    /// <summary>Whether data is still on its way to the program.</summary>
    public bool IsReading => Volatile.Read(ref _reads) > 0;

    public void ReadBegins() => Interlocked.Increment(ref _reads);

    public void ReadEnded() => Interlocked.Decrement(ref _reads);

    /// <summary>A command could not be enqueued; the next call that waits says so.</summary>
    public void Fail(int status) => Interlocked.CompareExchange(ref _failure, status, 0);

    public int TakeFailure() => Interlocked.Exchange(ref _failure, 0);

    protected override void End()
    {
        Session.Remove(this);
        base.End();
        Context.Drop();
    }
}

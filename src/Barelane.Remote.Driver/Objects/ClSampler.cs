namespace Barelane.Remote.Driver.Objects;

internal sealed class ClSampler : SessionObject
{
    public ClSampler(ClContext context, bool normalized, uint addressing, uint filter)
        : base(context.Session)
    {
        (Context, Normalized, Addressing, Filter) = (context, normalized, addressing, filter);
        context.Hold();
    }

    public ClContext Context { get; }

    /// <summary>The list of properties that it was made with; none where there was none.</summary>
    public ulong[] PropertyList { get; set; } = [];

    public bool Normalized { get; }

    public uint Addressing { get; }

    public uint Filter { get; }

    protected override void End()
    {
        base.End();
        Context.Drop();
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>An object to read, or to start from.</summary>
internal sealed record ObjectSpec(ManagedObjectRef Object)
{
    /// <summary>Leave out the object itself and read only what the steps find.</summary>
    public bool Skip { get; init; }

    public IReadOnlyList<TraversalSpec> Then { get; init; } = [];

    public void Write(VimWriter writer)
    {
        writer.Open("objectSet");
        writer.Write("obj", Object);
        writer.Write("skip", Skip);
        foreach (var step in Then)
        {
            step.Write(writer);
        }

        writer.Close();
    }
}

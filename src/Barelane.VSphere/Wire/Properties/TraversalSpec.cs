namespace Barelane.VSphere.Wire;

/// <summary>Leads from objects of a type along one property to other objects, such as from a VM along 'runtime.host' to its host.</summary>
internal sealed record TraversalSpec(string Type, string Path)
{
    /// <summary>Further steps from the objects found.</summary>
    public IReadOnlyList<TraversalSpec> Then { get; init; } = [];

    /// <summary>Leave out the objects that are stepped from.</summary>
    public bool Skip { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("selectSet", "TraversalSpec");
        writer.Write("type", Type);
        writer.Write("path", Path);
        writer.Write("skip", Skip);
        foreach (var step in Then)
        {
            step.Write(writer);
        }

        writer.Close();
    }
}

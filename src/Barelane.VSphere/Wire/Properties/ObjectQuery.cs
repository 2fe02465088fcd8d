namespace Barelane.VSphere.Wire;

/// <summary>Which properties of which objects: a PropertyFilterSpec.</summary>
internal sealed record ObjectQuery(IReadOnlyList<PropertySink> Properties, IReadOnlyList<ObjectSpec> Objects)
{
    public void Write(VimWriter writer, string element)
    {
        writer.Open(element);
        foreach (var sink in Properties)
        {
            writer.Open("propSet");
            writer.Write("type", sink.Type);
            writer.WriteAll("pathSet", sink.Paths);
            writer.Close();
        }

        foreach (var start in Objects)
        {
            start.Write(writer);
        }

        // An object that vanishes between two looks is left out instead of spoiling the whole answer.
        writer.Write("reportMissingObjectsInResults", true);
        writer.Close();
    }
}

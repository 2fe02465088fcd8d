namespace Barelane.VSphere.Wire;

/// <summary>Reads a RetrieveResult into sinks, object by object, as it arrives.</summary>
internal sealed class RetrieveAnswer(IReadOnlyList<PropertySink> sinks)
{
    private readonly Dictionary<string, PropertySink?> _byType = [];

    /// <summary>Reads the returnval element and returns the token of the next page, or null after the last.</summary>
    public string? Read(VimReader reader)
    {
        foreach (var sink in sinks)
        {
            sink.Discard();
        }

        string? token = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "token":
                    token = reader.ReadString();
                    break;
                case "objects":
                    ReadObject(reader);
                    break;
            }
        }

        return token;
    }

    public void Commit()
    {
        foreach (var sink in sinks)
        {
            sink.Commit();
        }
    }

    private void ReadObject(VimReader reader)
    {
        PropertySink? sink = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "obj":
                    var self = reader.ReadRef();
                    sink = SinkOf(self.Type);
                    sink?.Begin(self);
                    break;
                case "propSet" when sink is not null:
                    ReadProperty(reader, sink);
                    break;
                case "missingSet" when sink is not null:
                    ReadMissing(reader, sink);
                    break;
            }
        }
    }

    private static void ReadProperty(VimReader reader, PropertySink sink)
    {
        var path = string.Empty;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "name":
                    path = reader.ReadPooled();
                    break;
                case "val":
                    sink.Read(path, reader);
                    break;
            }
        }
    }

    private static void ReadMissing(VimReader reader, PropertySink sink)
    {
        var path = string.Empty;
        VimFault? why = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "path":
                    path = reader.ReadPooled();
                    break;
                case "fault":
                    why = VimFault.ReadLocalized(reader);
                    break;
            }
        }

        why ??= new VimFault("MethodFault", string.Empty);
        if (why.IsNotAuthenticated)
        {
            // Some servers answer an expired session with objects whose every property is missing.
            throw new VimFaultException($"In {reader.Subject}, '{path}' is missing because the session has ended.", why);
        }

        sink.Missing(path, why);
    }

    private PropertySink? SinkOf(string type)
    {
        if (!_byType.TryGetValue(type, out var sink))
        {
            sink = sinks.Where(s => ManagedTypes.Distance(type, s.Type) is not null).MinBy(s => ManagedTypes.Distance(type, s.Type));
            _byType.Add(type, sink);
        }

        return sink;
    }
}

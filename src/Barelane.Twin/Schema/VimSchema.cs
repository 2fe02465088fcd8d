namespace Barelane.Twin.Schema;

/// <summary>
/// The part of vim25 that the twin speaks, read once from the embedded vim25.schema (its head says where it comes from).
/// Both directions obey it: requests are checked against it element by element, responses are written in its order.
/// </summary>
internal sealed class VimSchema
{
    private readonly Dictionary<string, VimDataType> _data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VimManagedType> _managed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _enums = new(StringComparer.Ordinal);

    private VimSchema()
    {
    }

    public static VimSchema Instance { get; } = Load();

    public VimDataType? Data(string name) => _data.GetValueOrDefault(name);

    public VimManagedType? Managed(string name) => _managed.GetValueOrDefault(name);

    public IReadOnlySet<string>? Enum(string name) => _enums.GetValueOrDefault(name);

    private static VimSchema Load()
    {
        using var stream = typeof(VimSchema).Assembly.GetManifestResourceStream("vim25.schema")
            ?? throw new InvalidOperationException("The embedded resource 'vim25.schema' is missing.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var schema = new VimSchema();
        var bases = Bases(lines);
        Action<VimField>? add = null;
        VimManagedType? managed = null;
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (line[0] == ' ' ? string.Empty : words[0])
            {
                case "#":
                    break;
                case "type":
                    add = schema.DataType(words[1], bases).Add;
                    break;
                case "managed":
                    managed = schema.ManagedType(words[1], bases);
                    add = managed.Add;
                    break;
                case "method":
                    var method = new VimMethod(
                        words[1], Field("returnval", words[2], null), words[3] == "-" ? null : words[3], SinceOf(words, 4));
                    managed!.Add(method);
                    add = method.Parameters.Add;
                    break;
                case "enum":
                    schema._enums[words[1]] = [.. words[2..]];
                    break;
                default:
                    add!(Field(words[0], words[1], SinceOf(words, 2)));
                    break;
            }
        }

        return schema;
    }

    private static Dictionary<string, (string Parent, ApiVersion? Since)> Bases(string[] lines)
    {
        var bases = new Dictionary<string, (string, ApiVersion?)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] != ' ' && words[0] is ("type" or "managed"))
            {
                bases[words[1]] = (words[3], SinceOf(words, 4));
            }
        }

        return bases;
    }

    private VimDataType DataType(string name, Dictionary<string, (string Parent, ApiVersion? Since)> bases)
    {
        if (!_data.TryGetValue(name, out var type))
        {
            var (parent, since) = bases[name];
            type = new VimDataType(name, parent == "-" ? null : DataType(parent, bases), since);
            _data[name] = type;
        }

        return type;
    }

    private VimManagedType ManagedType(string name, Dictionary<string, (string Parent, ApiVersion? Since)> bases)
    {
        if (!_managed.TryGetValue(name, out var type))
        {
            var parent = bases[name].Parent;
            type = new VimManagedType(name, parent == "-" ? null : ManagedType(parent, bases));
            _managed[name] = type;
        }

        return type;
    }

    private static VimField Field(string name, string shape, ApiVersion? since)
    {
        var optional = shape.EndsWith('?');
        var type = optional ? shape[..^1] : shape;
        var array = type.EndsWith("[]", StringComparison.Ordinal);
        type = array ? type[..^2] : type;
        var reference = type.StartsWith('&');
        return new VimField(name, reference ? type[1..] : type, array, reference, optional, since);
    }

    private static ApiVersion? SinceOf(string[] words, int index) =>
        words.Length > index ? ApiVersion.Parse(words[index].TrimStart('@')) : null;
}

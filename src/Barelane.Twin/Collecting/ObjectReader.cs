using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>Reads the properties that the PropertySpecs of a filter ask for, of one object after the other.</summary>
internal sealed class ObjectReader
{
    private readonly ApiVersion _version;
    private readonly List<(string Type, IReadOnlyList<string> Paths)> _sets = [];

    public ObjectReader(VimObject filterSpec, ApiVersion version)
    {
        _version = version;
        foreach (var set in filterSpec.Items<VimObject>("propSet"))
        {
            _sets.Add((set.Text("type")!, set.Flag("all") == true ? All(set.Text("type")!) : [.. set.Items<string>("pathSet")]));
        }
    }

    /// <summary>Whether the filter asks for objects of this one's type at all.</summary>
    public bool Wants(TwinObject target) => _sets.Any(set => Is(target, set.Type));

    /// <summary>Each property asked for that is set, and a fault for each that can't be read.</summary>
    public ObjectReading Read(TwinObject target)
    {
        var reading = new ObjectReading();
        foreach (var path in _sets.Where(set => Is(target, set.Type)).SelectMany(set => set.Paths).Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (PropertyPath.Read(target, path, _version) is { } value)
                {
                    reading.Values.Add((path, value));
                }
            }
            catch (UnreadablePropertyException error)
            {
                reading.Missing.Add(new VimObject("MissingProperty").Set("path", path).Set("fault", error.Cause.ToLocalized()));
            }
        }

        return reading;
    }

    public VimObject Content(TwinObject target)
    {
        var reading = Read(target);
        return new VimObject("ObjectContent")
            .Set("obj", target.Ref)
            .Set("propSet", VimArray.OrNull(reading.Values.Select(v =>
                new VimObject("DynamicProperty").Set("name", v.Path).Set("val", v.Value))))
            .Set("missingSet", VimArray.OrNull(reading.Missing));
    }

    private static bool Is(TwinObject target, string type) =>
        VimSchema.Instance.Managed(target.Ref.Type)!.DerivesFrom(type);

    private IReadOnlyList<string> All(string type) =>
        [.. VimSchema.Instance.Managed(type)?.Properties.Where(p => p.ExistsIn(_version)).Select(p => p.Name) ?? []];
}

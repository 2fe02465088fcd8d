using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>Follows the ObjectSpecs of a PropertyFilterSpec to the objects they select.</summary>
internal sealed class ObjectSelection
{
    private readonly TwinSite _site;
    private readonly ApiVersion _version;
    private readonly Dictionary<string, VimObject> _named = new(StringComparer.Ordinal);
    private readonly HashSet<(MoRef Target, VimObject Step)> _visited = [];
    private readonly HashSet<MoRef> _known = [];
    private readonly List<TwinObject> _selected = [];

    private ObjectSelection(TwinSite site, ApiVersion version)
    {
        _site = site;
        _version = version;
    }

    /// <summary>The selected objects, each once, in the order found; a start that does not exist is a fault.</summary>
    public static List<TwinObject> Of(TwinSite site, VimObject filterSpec, ApiVersion version, bool tolerateMissing)
    {
        var selection = new ObjectSelection(site, version);
        foreach (var objectSpec in filterSpec.Items<VimObject>("objectSet"))
        {
            selection.Learn(objectSpec);
            var start = objectSpec.Ref("obj")!.Value;
            if (site.Find(start) is not { } found)
            {
                if (tolerateMissing)
                {
                    continue;
                }

                throw VimFaults.NotFound(start);
            }

            if (objectSpec.Flag("skip") != true)
            {
                selection.Select(found);
            }

            selection.Follow(found, objectSpec);
        }

        return selection._selected;
    }

    private void Learn(VimObject holder)
    {
        foreach (var step in holder.Items<VimObject>("selectSet").Where(s => s.Type == "TraversalSpec"))
        {
            if (step.Text("name") is { } name)
            {
                _named[name] = step;
            }

            Learn(step);
        }
    }

    private void Select(TwinObject target)
    {
        if (_known.Add(target.Ref))
        {
            _selected.Add(target);
        }
    }

    private void Follow(TwinObject from, VimObject holder)
    {
        foreach (var given in holder.Items<VimObject>("selectSet"))
        {
            var step = given.Type == "TraversalSpec" ? given : Named(given.Text("name"));
            if (!VimSchema.Instance.Managed(from.Ref.Type)!.DerivesFrom(step.Text("type")!) || !_visited.Add((from.Ref, step)))
            {
                continue;
            }

            foreach (var target in Targets(from, step.Text("path")!))
            {
                if (step.Flag("skip") != true)
                {
                    Select(target);
                }

                Follow(target, step);
            }
        }
    }

    private VimObject Named(string? name) => name is not null && _named.TryGetValue(name, out var step)
        ? step
        : throw VimFaults.InvalidArgument("selectSet", $"No TraversalSpec has the name '{name}'.");

    private IEnumerable<TwinObject> Targets(TwinObject from, string path)
    {
        var value = PropertyPath.Read(from, path, _version)?.Value;
        IEnumerable<MoRef> references = value switch
        {
            MoRef one => [one],
            VimArray many => many.Items.OfType<MoRef>(),
            _ => [],
        };
        return references.Select(_site.Find).OfType<TwinObject>();
    }
}

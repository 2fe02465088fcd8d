using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>A PropertyFilter: what a client watches, and what it has seen of it.</summary>
internal sealed class TwinPropertyFilter(TwinSite site, VimObject spec, bool partialUpdates, ApiVersion version)
    : TwinObject(site, "PropertyFilter", site.NewId("filter"), string.Empty, null)
{
    private readonly ObjectReader _reader = new(spec, version);
    private readonly SoapWriter _writer = new(version);
    private readonly Dictionary<MoRef, Seen> _seen = [];

    public void Forget() => _seen.Clear();

    /// <summary>At most so many ObjectUpdates as there are changes since they were asked for last; what is left comes next time.</summary>
    public List<VimObject> Updates(int most)
    {
        var updates = new List<VimObject>();
        var selected = ObjectSelection.Of(Site, spec, version, tolerateMissing: true).Where(_reader.Wants).ToList();
        foreach (var target in selected)
        {
            if (updates.Count == most)
            {
                return updates;
            }

            if (Update(target) is { } update)
            {
                updates.Add(update);
            }
        }

        var present = selected.Select(t => t.Ref).ToHashSet();
        foreach (var gone in _seen.Keys.Where(known => !present.Contains(known)).ToList())
        {
            if (updates.Count == most)
            {
                return updates;
            }

            _seen.Remove(gone);
            updates.Add(new VimObject("ObjectUpdate").Set("kind", "leave").Set("obj", gone));
        }

        return updates;
    }

    internal override object? Read(string property) => property switch
    {
        "spec" => spec,
        "partialUpdates" => partialUpdates,
        _ => null,
    };

    private VimObject? Update(TwinObject target)
    {
        if (_seen.TryGetValue(target.Ref, out var seen) && seen.Revision == target.Revision)
        {
            return null;
        }

        var reading = _reader.Read(target);
        var now = new Seen(target.Revision, reading.Values.ToDictionary(v => v.Path, v => v.Value, StringComparer.Ordinal));
        _seen[target.Ref] = now;
        var changes = new List<VimObject>();
        foreach (var (path, value) in reading.Values)
        {
            AddChanges(changes, path, seen?.Values.GetValueOrDefault(path), value);
        }

        foreach (var path in seen?.Values.Keys.Where(known => !now.Values.ContainsKey(known)) ?? [])
        {
            changes.Add(Change(path, null));
        }

        return seen is not null && changes.Count == 0 ? null : new VimObject("ObjectUpdate")
            .Set("kind", seen is null ? "enter" : "modify")
            .Set("obj", target.Ref)
            .Set("changeSet", VimArray.OrNull(changes))
            .Set("missingSet", VimArray.OrNull(reading.Missing));
    }

    /// <summary>With partialUpdates a change inside a data object is told by the changed children, as 'info.state'.</summary>
    private void AddChanges(List<VimObject> changes, string path, VimTyped? before, VimTyped now)
    {
        if (before is not null && _writer.Fragment(before) == _writer.Fragment(now))
        {
            return;
        }

        if (!partialUpdates || before?.Value is not VimObject old || now.Value is not VimObject data || old.Type != data.Type)
        {
            changes.Add(Change(path, now));
            return;
        }

        foreach (var field in VimSchema.Instance.Data(data.Type)!.Fields.Where(f => f.ExistsIn(version)))
        {
            var was = Typed(field, old[field.Name]);
            var isNow = Typed(field, data[field.Name]);
            if ((was is null ? null : _writer.Fragment(was)) != (isNow is null ? null : _writer.Fragment(isNow)))
            {
                changes.Add(Change($"{path}.{field.Name}", isNow));
            }
        }
    }

    private static VimTyped? Typed(VimField field, object? value) => value switch
    {
        null => null,
        VimTyped typed => typed,
        _ when field.Type == "anyType" && value is not (MoRef or VimObject or VimArray) =>
            new VimTyped(value, XsdTypes.NameOf(value), false, false),
        _ => new VimTyped(value, field.Type, field.IsArray, field.IsReference),
    };

    private static VimObject Change(string path, VimTyped? value) =>
        new VimObject("PropertyChange").Set("name", path).Set("op", "assign").Set("val", value);

    private sealed record Seen(long Revision, Dictionary<string, VimTyped> Values);
}

using Barelane.Twin.Faults;
using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>Reads a property path such as 'config.extraConfig["key"].value' of an object.</summary>
internal static class PropertyPath
{
    /// <summary>
    /// The value, or null when it is not set. A path that the version doesn't know is the fault InvalidProperty; a path
    /// that a planted rule makes unreadable is the rule's fault.
    /// </summary>
    public static VimTyped? Read(TwinObject target, string path, ApiVersion version)
    {
        if (target.Site.Faults.Unreadable(target, path) is { } rule)
        {
            throw new UnreadablePropertyException(FaultRules.FaultOf(rule));
        }

        var managed = VimSchema.Instance.Managed(target.Ref.Type)!;
        VimTyped? value = null;
        VimField? field = null;
        VimDataType? type = null;
        var first = true;
        foreach (var (name, key) in Segments(path))
        {
            field = (first ? managed.Property(name) : type?.Field(name)) is { } found && found.ExistsIn(version)
                ? found
                : FieldOfValue(value, name, version) ?? throw VimFaults.InvalidProperty(path);
            var content = first ? target.Read(name) : (value?.Value as VimObject)?[name];
            value = content is null ? null : new VimTyped(content, field.Type, field.IsArray, field.IsReference);
            if (key is not null)
            {
                value = Element(value, field, key);
            }

            type = field.IsArray && key is null ? null : VimSchema.Instance.Data(field.Type);
            first = false;
        }

        return value;
    }

    /// <summary>The field in the value's own type, which may derive from the declared one.</summary>
    private static VimField? FieldOfValue(VimTyped? value, string name, ApiVersion version) =>
        value?.Value is VimObject data && VimSchema.Instance.Data(data.Type)?.Field(name) is { } field && field.ExistsIn(version)
            ? field
            : null;

    private static VimTyped? Element(VimTyped? array, VimField field, string key) =>
        array?.Value is VimArray items
        && items.Items.OfType<VimObject>().FirstOrDefault(i => XsdText(i["key"]) == key) is { } item
            ? new VimTyped(item, field.Type, IsArray: false, IsReference: false)
            : null;

    private static string? XsdText(object? value) => value is null or VimObject or VimArray ? null : XsdTypes.Format(value is MoRef r ? r.Id : value);

    private static IEnumerable<(string Name, string? Key)> Segments(string path)
    {
        var rest = path;
        while (rest.Length > 0)
        {
            var end = rest.AsSpan().IndexOfAny('.', '[');
            var name = end < 0 ? rest : rest[..end];
            string? key = null;
            rest = end < 0 ? string.Empty : rest[end..];
            if (rest.StartsWith('['))
            {
                var close = rest.IndexOf(']', StringComparison.Ordinal);
                if (close < 0)
                {
                    throw VimFaults.InvalidProperty(path);
                }

                key = rest[1..close].Trim('"');
                rest = rest[(close + 1)..];
            }

            yield return (name, key);
            rest = rest.StartsWith('.') ? rest[1..] : rest;
        }
    }
}

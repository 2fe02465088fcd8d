using System.Globalization;
using System.Text.Json;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads mediated devices: types with what is left of them, instances, and mdevctl's definitions.</summary>
internal static class MediatedReader
{
    private const string Parents = "/sys/class/mdev_bus";
    private const string Instances = "/sys/bus/mdev/devices";
    private const string Definitions = "/etc/mdevctl.d";

    public static IEnumerable<HostPath> Paths() =>
    [
        new(Parents, HostPathKind.Names), new(Parents + "/*/mdev_supported_types", HostPathKind.Names), new(Parents + "/*/mdev_supported_types/*/name"),
        new(Parents + "/*/mdev_supported_types/*/available_instances"), new(Parents + "/*/mdev_supported_types/*/description"),
        new(Instances, HostPathKind.Names), new(Instances + "/*", HostPathKind.Link), new(Instances + "/*/mdev_type", HostPathKind.Link),
        new(Definitions, HostPathKind.Names), new(Definitions + "/*", HostPathKind.Names), new(Definitions + "/*/*"),
    ];

    /// <summary>Whether mdevctl keeps definitions on this host.</summary>
    public static bool HasDefinitions(IHostFiles files) => files.List(Definitions).HasValue;

    /// <summary>Every type of every parent.</summary>
    public static IReadOnlyList<MediatedType> Types(IHostFiles files)
    {
        var types = new List<MediatedType>();
        foreach (var parent in files.List(Parents).Or([]))
        {
            foreach (var id in files.List($"{Parents}/{parent}/mdev_supported_types").Or([]))
            {
                var at = $"{Parents}/{parent}/mdev_supported_types/{id}";
                types.Add(new MediatedType
                {
                    Parent = parent,
                    Id = id,
                    Name = files.ReadText(at + "/name"),
                    Left = files.Number(at + "/available_instances"),
                    MemoryMiB = Framebuffer(files.ReadText(at + "/description")),
                });
            }
        }

        return types;
    }

    /// <summary>What exists, and what is defined to exist.</summary>
    public static Observed<IReadOnlyList<SliceInstance>> Slices(IHostFiles files)
    {
        var found = new SortedDictionary<string, SliceInstance>(StringComparer.Ordinal);
        foreach (var uuid in files.List(Instances).Or([]))
        {
            var (type, link) = (files.ReadLinkName($"{Instances}/{uuid}/mdev_type"), files.ReadLink($"{Instances}/{uuid}"));
            var place = link.Or("").TrimEnd('/').Split('/');
            if (!type.HasValue || place.Length < 2)
            {
                return Observed<IReadOnlyList<SliceInstance>>.Unreadable($"'{Instances}/{uuid}' does not tell its type and parent.");
            }

            found[uuid] = new SliceInstance(uuid, place[^2], type.Value, Exists: true, Definition: null);
        }

        foreach (var parent in files.List(Definitions).Or([]).Where(p => p != "scripts.d"))
        {
            foreach (var uuid in files.List($"{Definitions}/{parent}").Or([]).Where(u => Guid.TryParse(u, out _)))
            {
                var path = $"{Definitions}/{parent}/{uuid}";
                var definition = Parse(files.ReadText(path), path);
                if (!definition.TryGet(out var said))
                {
                    return definition.Map(_ => (IReadOnlyList<SliceInstance>)[]);
                }

                found[uuid] = found.GetValueOrDefault(uuid) is { } existing ? existing with { Definition = said.Start } : new SliceInstance(uuid, parent, said.Type, Exists: false, said.Start);
            }
        }

        return Observed.Read<IReadOnlyList<SliceInstance>>([.. found.Values]);
    }

    /// <summary><c>{"mdev_type":"nvidia-558","start":"auto","attrs":[]}</c>.</summary>
    private static Observed<(string Type, string Start)> Parse(Observed<string> text, string path)
    {
        if (!text.TryGet(out var found))
        {
            return text.Map(_ => ("", ""));
        }

        try
        {
            using var json = JsonDocument.Parse(found);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("mdev_type", out var type) && type.GetString() is { Length: > 0 } name
                ? Observed.Read((name, json.RootElement.TryGetProperty("start", out var start) && start.GetString() == "auto" ? "auto" : "manual"))
                : Attribute.Malformed<(string, string)>(path, found, "an object with 'mdev_type'");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Attribute.Malformed<(string, string)>(path, found, "JSON as mdevctl writes it");
        }
    }

    /// <summary>NVIDIA's description: <c>num_heads=4, frl_config=45, framebuffer=1024M, …</c>.</summary>
    private static Observed<long> Framebuffer(Observed<string> description)
    {
        foreach (var part in description.Or("").Split(','))
        {
            var pair = part.Trim().Split('=', 2);
            if (pair.Length == 2 && pair[0] == "framebuffer" && long.TryParse(pair[1].TrimEnd('M', 'B', 'i'), NumberStyles.None, CultureInfo.InvariantCulture, out var mib))
            {
                return Observed.Read(mib);
            }
        }

        return Observed<long>.Absent;
    }
}

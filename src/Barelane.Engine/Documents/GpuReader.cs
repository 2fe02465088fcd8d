using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Engine.Documents;

/// <summary>Reads which card or slice an assignment asks for.</summary>
internal static class GpuReader
{
    private const int MaxCount = 64;
    private const long MaxMemoryMiB = 24L * 1024 * 1024;
    private static readonly string[] Choosing = ["model", "id", "address", "serial", "label", "profile", "group"];

    public static GpuSelector? Read(YamlNode node, Way? way, IReadOnlyList<PoolSpec> pools, List<DocumentProblem> problems)
    {
        if (MapReader.Of(node, "a gpu", problems) is not { } map)
        {
            return null;
        }

        var selector = new GpuSelector
        {
            Model = map.Text("model"),
            Id = map.ParsedValue<PciId>("id", t => PciId.TryParse(t, out var id) ? id : null, "write vendor and device in hex, e.g. '10de:2235'."),
            Address = map.ParsedValue<PciAddress>(
                "address", t => PciAddress.TryParse(t, out var a) ? a : null, "write domain:bus:device.function in hex, e.g. '0000:3b:00.0'."),
            Serial = map.Text("serial"),
            Label = map.Text("label"),
            Profile = map.Text("profile"),
            Group = map.Text("group"),
            Host = map.Text("host"),
            Pool = map.Text("pool"),
            MemoryMiB = map.Number("memory-mib", 1, MaxMemoryMiB),
            Count = (int)(map.Number("count", 1, MaxCount) ?? 1),
        };
        map.Finish();
        if (way == Way.Remote)
        {
            CheckRemote(map, selector, pools);
        }
        else
        {
            Check(map, selector, way);
        }

        return selector;
    }

    private static void Check(MapReader map, GpuSelector selector, Way? way)
    {
        foreach (var key in new[] { "pool", "memory-mib" }.Where(map.Has))
        {
            map.Add(map.Node(key)!, $"'{key}' goes with 'way: remote'; leave it out.");
        }

        if (!Choosing.Any(map.Has))
        {
            map.AddHere("A gpu needs at least one of 'model', 'id', 'address', 'serial', 'label', 'profile' and 'group'.");
        }

        if (way == Way.Shared && !map.Has("profile"))
        {
            map.AddHere("The way 'shared' needs 'profile' in its gpu, e.g. 'profile: nvidia_a40-8q'; 'inspect' shows the profiles.");
        }

        if (way == Way.Direct && map.Has("profile"))
        {
            map.Add(map.Node("profile")!, "A 'profile' is a slice, which goes with 'way: shared'; leave it out for 'way: direct'.");
        }

        if (selector.Count > 1 && (selector.Address is not null || selector.Serial is not null))
        {
            map.Add(map.Node("count")!, $"An address or a serial number is one card, but 'count' is {selector.Count}; ask by 'model' or 'id', or leave 'count' out.");
        }
    }

    private static void CheckRemote(MapReader map, GpuSelector selector, IReadOnlyList<PoolSpec> pools)
    {
        foreach (var key in Choosing.Append("host").Where(map.Has))
        {
            map.Add(map.Node(key)!, $"'{key}' does not go with 'way: remote': the pool chooses its devices. Leave it out.");
        }

        var names = pools.Select(p => p.Name).ToList();
        if (selector.Pool is null)
        {
            map.AddHere("The way 'remote' needs 'pool' in its gpu, the name of one of the document's 'pools'.");
        }
        else if (!names.Contains(selector.Pool, StringComparer.Ordinal))
        {
            map.Add(map.Node("pool")!, $"'{selector.Pool}' is no pool of this document; write it under 'pools'.{Nearest.Hint(selector.Pool, names)}");
        }
    }
}

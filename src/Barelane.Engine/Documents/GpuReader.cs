using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Engine.Documents;

/// <summary>Reads which card or slice an assignment asks for.</summary>
internal static class GpuReader
{
    private const int MaxCount = 64;

    public static GpuSelector? Read(YamlNode node, Way? way, List<DocumentProblem> problems)
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
            Count = (int)(map.Number("count", 1, MaxCount) ?? 1),
        };
        map.Finish();
        Check(map, selector, way);
        return selector;
    }

    private static void Check(MapReader map, GpuSelector selector, Way? way)
    {
        string[] choosing = ["model", "id", "address", "serial", "label", "profile", "group"];
        if (!choosing.Any(map.Has))
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
}

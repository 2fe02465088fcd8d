using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A cluster's rules and groups, as far as needed to change Barelane's own.</summary>
internal sealed class ClusterRow
{
    public static readonly PropertySet<ClusterRow> Properties = new PropertySet<ClusterRow>("ClusterComputeResource", _ => new ClusterRow())
        .Add("configurationEx", (row, reader) => row.Read(reader));

    public Dictionary<string, int> Rules { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);

    private void Read(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name is "rule" or "group")
            {
                var (key, itsName) = ReadItem(reader);
                if (name == "rule")
                {
                    Rules[itsName] = key;
                }
                else
                {
                    Groups.Add(itsName);
                }
            }
        }
    }

    private static (int Key, string Name) ReadItem(VimReader reader)
    {
        var key = 0;
        var own = "";
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    key = reader.ReadInt32();
                    break;
                case "name":
                    own = reader.ReadString();
                    break;
            }
        }

        return (key, own);
    }
}

using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A cluster's rules and groups, as far as needed to change Barelane's own.</summary>
internal sealed class ClusterRow
{
    public static readonly PropertySet<ClusterRow> Properties = new PropertySet<ClusterRow>("ClusterComputeResource", _ => new ClusterRow())
        .Add("configurationEx", (row, reader) => row.Read(reader));

    /// <summary>VM-host rules by name; of other rules only name and key.</summary>
    public Dictionary<string, ClusterRule> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Members of the groups of VMs and of hosts, by the group's name.</summary>
    public Dictionary<string, IReadOnlyList<ManagedObjectRef>> Groups { get; } = new(StringComparer.Ordinal);

    private void Read(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "rule":
                    var rule = ReadRule(reader);
                    Rules[rule.Name] = rule;
                    break;
                case "group":
                    ReadGroup(reader);
                    break;
            }
        }
    }

    private static ClusterRule ReadRule(VimReader reader)
    {
        var rule = new ClusterRule();
        foreach (var name in reader.Children())
        {
            rule = name switch
            {
                "key" => rule with { Key = reader.ReadInt32() },
                "name" => rule with { Name = reader.ReadString() },
                "enabled" => rule with { Enabled = reader.ReadBoolean() },
                "mandatory" => rule with { Mandatory = reader.ReadBoolean() },
                "vmGroupName" => rule with { VmGroup = reader.ReadString() },
                "affineHostGroupName" => rule with { HostGroup = reader.ReadString() },
                _ => rule,
            };
        }

        return rule;
    }

    private void ReadGroup(VimReader reader)
    {
        var own = "";
        var members = new List<ManagedObjectRef>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "name":
                    own = reader.ReadString();
                    break;
                case "vm" or "host":
                    members.Add(reader.ReadRef());
                    break;
            }
        }

        Groups[own] = members;
    }
}

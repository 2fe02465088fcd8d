using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A ClusterRuleInfo of any kind.</summary>
internal sealed class RuleRow
{
    public string Kind { get; private set; } = "";

    public string Name { get; private set; } = "";

    public bool Enabled { get; private set; } = true;

    public bool Mandatory { get; private set; }

    public List<ManagedObjectRef> Vms { get; } = [];

    public string? VmGroup { get; private set; }

    public string? OnHosts { get; private set; }

    public string? OffHosts { get; private set; }

    public static RuleRow Read(VimReader reader)
    {
        var row = new RuleRow { Kind = reader.TypeName ?? "" };
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "name":
                    row.Name = reader.ReadString();
                    break;
                case "enabled":
                    row.Enabled = reader.ReadBoolean();
                    break;
                case "mandatory":
                    row.Mandatory = reader.ReadBoolean();
                    break;
                case "vm":
                    row.Vms.Add(reader.ReadRef());
                    break;
                case "vmGroupName":
                    row.VmGroup = reader.ReadString();
                    break;
                case "affineHostGroupName":
                    row.OnHosts = reader.ReadString();
                    break;
                case "antiAffineHostGroupName":
                    row.OffHosts = reader.ReadString();
                    break;
            }
        }

        return row;
    }
}

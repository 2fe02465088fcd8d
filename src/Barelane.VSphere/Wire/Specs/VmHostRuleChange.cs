using System.Globalization;

namespace Barelane.VSphere.Wire;

/// <summary>A rule that keeps a group of VMs on a group of hosts. The server gives a new rule its key; editing and removing need it.</summary>
internal sealed record VmHostRuleChange(ArrayOperation Operation)
{
    public int? Key { get; init; }

    public string? Name { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>Must instead of should: then DRS and HA keep to it at any price.</summary>
    public bool? Mandatory { get; init; }

    public string? VmGroup { get; init; }

    public string? HostGroup { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("rulesSpec");
        writer.Write("operation", ArrayChange.NameOf(Operation));
        if (Operation == ArrayOperation.Remove)
        {
            writer.WriteAny("removeKey", "int", (Key ?? throw new InvalidOperationException("A rule is removed by its key.")).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            writer.Open("info", "ClusterVmHostRuleInfo");
            writer.Write("key", Key);
            writer.Write("enabled", Enabled);
            writer.Write("name", Name);
            writer.Write("mandatory", Mandatory);
            writer.Write("userCreated", true);
            writer.Write("vmGroupName", VmGroup);
            writer.Write("affineHostGroupName", HostGroup);
            writer.Close();
        }

        writer.Close();
    }
}

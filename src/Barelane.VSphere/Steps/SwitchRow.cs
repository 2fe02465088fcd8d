using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A distributed switch's UUID.</summary>
internal sealed class SwitchRow
{
    public static readonly PropertySet<SwitchRow> Properties = new PropertySet<SwitchRow>("DistributedVirtualSwitch", _ => new SwitchRow())
        .Add("uuid", (row, reader) => row.Uuid = reader.ReadString());

    public string Uuid { get; private set; } = "";
}

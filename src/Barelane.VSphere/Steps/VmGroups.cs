using Barelane.VSphere.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A VM's vendor device groups (8.0 and later; asked only of VMs whose devices say that they are in one).</summary>
internal sealed class VmGroups
{
    private Dictionary<string, string> _nameByKey = [];

    public static readonly PropertySet<VmGroups> Properties = new PropertySet<VmGroups>("VirtualMachine", _ => new VmGroups())
        .Add("config.deviceGroups", (row, reader) => row._nameByKey = VmProperties.ReadGroupNames(reader));

    /// <summary>The keys of the groups of this name, in order.</summary>
    public IReadOnlyList<string> KeysOf(string name) =>
        [.. _nameByKey.Where(g => string.Equals(g.Value, name, StringComparison.Ordinal)).Select(g => g.Key).Order(StringComparer.Ordinal)];
}

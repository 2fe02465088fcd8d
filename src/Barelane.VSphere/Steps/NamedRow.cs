using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>An entity and its name.</summary>
internal sealed class NamedRow(ManagedObjectRef self)
{
    /// <summary>Datastores, networks, folders and VMs by name.</summary>
    public static PropertySet<NamedRow> Of(string type) => new PropertySet<NamedRow>(type, self => new NamedRow(self))
        .Add("name", (row, reader) => row.Name = reader.ReadString());

    public ManagedObjectRef Self => self;

    public string Name { get; private set; } = "";
}

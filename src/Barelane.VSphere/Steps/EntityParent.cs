using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>The entity above an entity.</summary>
internal sealed class EntityParent
{
    public static readonly PropertySet<EntityParent> Properties = new PropertySet<EntityParent>("ManagedEntity", _ => new EntityParent())
        .Add("parent", (row, reader) => row.Parent = reader.ReadRef());

    public ManagedObjectRef? Parent { get; private set; }
}

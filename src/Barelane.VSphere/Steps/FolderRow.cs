using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>What is in a folder.</summary>
internal sealed class FolderRow
{
    public static readonly PropertySet<FolderRow> Properties = new PropertySet<FolderRow>("Folder", _ => new FolderRow())
        .Add("childEntity", (row, reader) => row.Children = reader.ReadList(r => r.ReadRef()));

    public IReadOnlyList<ManagedObjectRef> Children { get; private set; } = [];
}

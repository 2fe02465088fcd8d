using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Paths of VMs as people write them: <c>DC0/vm/folder/name</c>; the nameless root stays out.</summary>
internal sealed class InventoryPaths(IReadOnlyDictionary<ManagedObjectRef, EntityRow> entities)
{
    private const int MaxDepth = 64;
    private readonly Dictionary<ManagedObjectRef, string> _known = [];

    /// <summary>The path of a VM; its name alone where its folder can't be seen.</summary>
    public string Of(string name, ManagedObjectRef? parent) => parent is { } folder && Folder(folder, 0) is { Length: > 0 } path ? $"{path}/{name}" : name;

    /// <summary>Every folder by its path.</summary>
    public IReadOnlyDictionary<string, ManagedObjectRef> Folders()
    {
        var all = new Dictionary<string, ManagedObjectRef>(StringComparer.Ordinal);
        foreach (var entity in entities.Keys)
        {
            all[Folder(entity, 0)] = entity;
        }

        return all;
    }

    private string Folder(ManagedObjectRef folder, int depth)
    {
        if (_known.TryGetValue(folder, out var known))
        {
            return known;
        }

        var path = "";
        if (depth < MaxDepth && entities.TryGetValue(folder, out var row) && (row.Parent is not null || folder.Type != "Folder"))
        {
            var above = row.Parent is { } parent ? Folder(parent, depth + 1) : "";
            path = above.Length > 0 ? $"{above}/{row.Name}" : row.Name;
        }

        _known[folder] = path;
        return path;
    }
}

using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A VM in the list that names are looked up in: the least that finds it.</summary>
internal sealed class ListedVm(ManagedObjectRef self) : PropertyRow(self)
{
    public static readonly string MarkPath = $"config.extraConfig[\"{VSphereOptions.MarkKey("document")}\"]";

    public string Name { get; private set; } = "";

    public ManagedObjectRef? Parent { get; private set; }

    public ManagedObjectRef? Host { get; private set; }

    public string? InstanceUuid { get; private set; }

    /// <summary>The document whose mark it carries.</summary>
    public string? Document { get; private set; }

    /// <param name="paths">What the server knows.</param>
    /// <param name="withIds">Whether identities are wanted.</param>
    /// <param name="withMark">Whether marks are wanted; a server that can't give one option gives all of them.</param>
    public static PropertySet<ListedVm> Set(ServerPaths paths, bool withIds, bool withMark)
    {
        var set = PropertySets.Of("VirtualMachine", self => new ListedVm(self))
            .Ask(paths, "name", (row, reader) => row.Name = reader.ReadString())
            .Ask(paths, "parent", (row, reader) => row.Parent = reader.ReadRef())
            .Ask(paths, "parentVApp", (row, reader) => row.Parent = reader.ReadRef())
            .Ask(paths, "runtime.host", (row, reader) => row.Host = reader.ReadRef());
        if (withIds)
        {
            set.Ask(paths, VmProperties.InstanceUuid, (row, reader) => row.InstanceUuid = reader.ReadString());
        }

        if (withMark)
        {
            _ = paths.Offers(MarkPath)
                ? set.Ask(paths, MarkPath, (row, reader) => row.Document = OptionReader.Read(reader)?.Value)
                : set.Ask(paths, VmProperties.Options, (row, reader) => row.Document = OptionReader.ReadAll(reader).GetValueOrDefault(VSphereOptions.MarkKey("document")));
        }

        return set;
    }
}

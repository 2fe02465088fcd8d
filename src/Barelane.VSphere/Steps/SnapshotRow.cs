using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A VM's snapshots by name.</summary>
internal sealed class SnapshotRow
{
    private readonly List<(string Name, ManagedObjectRef Snapshot)> _all = [];

    public static readonly PropertySet<SnapshotRow> Properties = new PropertySet<SnapshotRow>("VirtualMachine", _ => new SnapshotRow())
        .Add("snapshot", (row, reader) => row.Read(reader));

    public IReadOnlyList<ManagedObjectRef> Named(string name) => [.. _all.Where(s => string.Equals(s.Name, name, StringComparison.Ordinal)).Select(s => s.Snapshot)];

    private void Read(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "rootSnapshotList")
            {
                ReadTree(reader);
            }
        }
    }

    private void ReadTree(VimReader reader)
    {
        var snapshot = default(ManagedObjectRef);
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "snapshot":
                    snapshot = reader.ReadRef();
                    break;
                case "name":
                    _all.Add((reader.ReadString(), snapshot));
                    break;
                case "childSnapshotList":
                    ReadTree(reader);
                    break;
            }
        }
    }
}

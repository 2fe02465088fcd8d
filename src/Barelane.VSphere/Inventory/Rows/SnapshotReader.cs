using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Reads a VirtualMachineSnapshotInfo: a tree, given as a list by age.</summary>
internal static class SnapshotReader
{
    public static IReadOnlyList<SnapshotInfo> ReadAll(VimReader reader)
    {
        var all = new List<SnapshotInfo>();
        foreach (var name in reader.Children())
        {
            if (name == "rootSnapshotList")
            {
                Read(reader, all);
            }
        }

        return [.. all.OrderBy(s => s.TakenAt)];
    }

    private static void Read(VimReader reader, List<SnapshotInfo> all)
    {
        var title = "";
        var taken = default(DateTimeOffset);
        var withMemory = false;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "name":
                    title = reader.ReadString();
                    break;
                case "createTime":
                    taken = reader.ReadDateTime();
                    break;
                case "state":
                    // The power state to return to: that of a running VM only where its memory was kept.
                    withMemory = reader.ReadPooled() != "poweredOff";
                    break;
                case "childSnapshotList":
                    Read(reader, all);
                    break;
            }
        }

        all.Add(new SnapshotInfo(title, taken, withMemory));
    }
}

using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostGraphicsInfo: how the host uses a card now.</summary>
internal sealed record GraphicsRow
{
    public PciAddress? Address { get; private init; }

    /// <summary><c>basic</c>, <c>shared</c>, <c>direct</c>, <c>sharedDirect</c>.</summary>
    public string Type { get; private init; } = "";

    /// <summary>0 where the host does not tell.</summary>
    public long MemoryKiB { get; private init; }

    public string VgpuMode { get; private init; } = "";

    /// <summary>VMs that use it.</summary>
    public IReadOnlyList<ManagedObjectRef> Vms { get; private init; } = [];

    public static GraphicsRow Read(VimReader reader)
    {
        PciAddress? address = null;
        string type = "", mode = "";
        var memory = 0L;
        List<ManagedObjectRef>? vms = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "pciId":
                    address = PciRow.ReadAddress(reader);
                    break;
                case "graphicsType":
                    type = reader.ReadPooled();
                    break;
                case "vgpuMode":
                    mode = reader.ReadPooled();
                    break;
                case "memorySizeInKB":
                    memory = reader.ReadInt64();
                    break;
                case "vm":
                    (vms ??= []).Add(reader.ReadRef());
                    break;
            }
        }

        return new GraphicsRow { Address = address, Type = type, MemoryKiB = memory, VgpuMode = mode, Vms = vms ?? [] };
    }
}

using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>
/// Every field of the KVM adapter, as docs/design/0007-kvm.md lists them. This is also the allow-list: what <see cref="Owns"/> does not name is never
/// written or journalled.
/// </summary>
public static class KvmFields
{
    /// <summary>Host: <c>on</c> or <c>off</c> (read).</summary>
    public static readonly Field Iommu = new("iommu");

    /// <summary>Device: the bound driver; null for none.</summary>
    public static readonly Field Driver = new("driver");

    /// <summary>Device: the one driver that may be bound; null for any.</summary>
    public static readonly Field DriverOverride = new("driver-override");

    /// <summary>Device: what Barelane binds it to when the host boots.</summary>
    public static readonly Field BootDriver = new("boot-driver");

    /// <summary>Device: how many virtual functions it has.</summary>
    public static readonly Field VirtualFunctions = new("virtual-functions");

    /// <summary>Device: how many virtual functions Barelane gives it when the host boots.</summary>
    public static readonly Field BootVirtualFunctions = new("boot-virtual-functions");

    /// <summary>Device: the vGPU type a virtual function bears.</summary>
    public static readonly Field VgpuType = new("vgpu-type");

    /// <summary>Device: the vGPU type Barelane gives it when the host boots.</summary>
    public static readonly Field BootVgpuType = new("boot-vgpu-type");

    /// <summary>Device: who has it open, joined by commas (read).</summary>
    public static readonly Field Users = new("users");

    /// <summary>VM: the guest's address width.</summary>
    public static readonly Field MaxPhysAddr = new("maxphysaddr");

    /// <summary>VM: the firmware's 64-bit window in MiB.</summary>
    public static readonly Field MmioWindowMiB = new("mmio-window-mib");

    /// <summary>The driver that hands a function to VMs.</summary>
    public const string Vfio = "vfio-pci";

    /// <summary>Host: an argument of the kernel.</summary>
    public static Field KernelArgument(string name) => new("kernel-argument:" + name);

    /// <summary>Host: a mediated device: parent and type.</summary>
    public static Field Mediated(string uuid) => new("mdev:" + uuid);

    /// <summary>Host: mdevctl's definition of a mediated device: parent, type, <c>auto</c> or <c>manual</c>.</summary>
    public static Field MediatedDefinition(string uuid) => new("mdev-definition:" + uuid);

    /// <summary>VM: how it has a host's device.</summary>
    public static Field Hostdev(string source) => new("hostdev:" + source);

    /// <summary>Whether Barelane may write the field.</summary>
    public static bool Owns(ObjectKind kind, Field field) => kind switch
    {
        ObjectKind.Vm => field.Prefix switch
        {
            "power" or "host" or "firmware" or "maxphysaddr" or "mmio-window-mib" => field.Qualifier.Length == 0,
            "restore-point" => field.Qualifier.Length > 0,
            "attached" => KvmBackings.FunctionOf(field.Qualifier) is not null || KvmBackings.ProfileOf(field.Qualifier) is { Length: > 0 },
            "hostdev" => PciAddress.TryParse(field.Qualifier, out _) || Guid.TryParseExact(field.Qualifier, "D", out _),
            "mark" => field.Qualifier is "document" or "owner" or "run" or "cards" or "version",
            _ => false,
        },
        ObjectKind.Host => field.Prefix switch
        {
            "maintenance" => field.Qualifier.Length == 0,
            "kernel-argument" => KernelArgumentFields.Names.Contains(field.Qualifier),
            "mdev" or "mdev-definition" => Guid.TryParseExact(field.Qualifier, "D", out _),
            _ => false,
        },
        ObjectKind.Device => field.Name is "driver" or "driver-override" or "boot-driver" or "virtual-functions" or "boot-virtual-functions" or "vgpu-type" or "boot-vgpu-type",
        _ => false,
    };

    /// <summary>Parts of the mark.</summary>
    internal static IEnumerable<Field> MarkParts { get; } = [Marks.Document, Field.Mark("owner"), Marks.Run, Marks.Cards, Marks.Version];
}

using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Planning;

/// <summary>
/// Every field of the Hyper-V adapter, as docs/design/0011-hyperv.md lists them. This is also the allow-list: what <see cref="Owns"/> does not name is never written or journalled.
/// </summary>
public static class HyperVFields
{
    /// <summary>Device: <c>yes</c>, or <c>no</c> where it is disabled or dismounted.</summary>
    public static readonly Field Enabled = new("enabled");

    /// <summary>Device: <c>yes</c>, or <c>no</c> where it is dismounted from the host.</summary>
    public static readonly Field Mounted = new("mounted");

    /// <summary>Device: what the host told of it, noted there before it was disabled (<see cref="DeviceNote"/>).</summary>
    public static readonly Field NotedMemory = new("noted-memory");

    /// <summary>Device: into how many partitions the card is cut.</summary>
    public static readonly Field PartitionCount = new("partition-count");

    /// <summary>Device or VM: <c>yes</c> where RemoteFX uses it or has an adapter in it.</summary>
    public static readonly Field RemoteFx = new("remotefx");

    /// <summary>VM: what becomes of it when its host shuts down.</summary>
    public static readonly Field StopAction = new("stop-action");

    /// <summary>VM: <c>true</c> where the guest says how memory is cached.</summary>
    public static readonly Field GuestControlledCache = new("guest-controlled-cache");

    /// <summary>VM: the window for devices below 4 GiB, in MiB.</summary>
    public static readonly Field LowMmioMiB = new("low-mmio-mib");

    /// <summary>VM: the window for devices above 4 GiB, in MiB.</summary>
    public static readonly Field HighMmioMiB = new("high-mmio-mib");

    /// <summary>VM: where the window above 4 GiB begins, in MiB.</summary>
    public static readonly Field HighMmioBaseMiB = new("high-mmio-base-mib");

    /// <summary>VM: which checkpoints it may have.</summary>
    public static readonly Field Checkpoints = new("checkpoints");

    /// <summary>VM: <c>true</c> where one is made at each start.</summary>
    public static readonly Field AutomaticCheckpoints = new("automatic-checkpoints");

    /// <summary>VM: <c>off</c>, or the limits in MiB.</summary>
    public static readonly Field DynamicMemory = new("dynamic-memory");

    /// <summary>VM: the cluster's offline action for it.</summary>
    public static readonly Field OfflineAction = new("offline-action");

    /// <summary>VM: the package of the host's driver whose files are in its guest, wholly or in part.</summary>
    public static readonly Field DriverFiles = new("driver-files");

    /// <summary>VM: the package whose files are all in its guest, as their hashes showed when they were copied.</summary>
    public static readonly Field DriverFilesChecked = new("driver-files-checked");

    /// <summary>What stands for a partition whose card can't be chosen.</summary>
    public const string AnyCard = "any";

    /// <summary>Host: a policy for assigned devices.</summary>
    public static Field Policy(string name) => new("policy:" + name);

    /// <summary>Host: <c>yes</c> where it has this resource pool of devices.</summary>
    public static Field Pool(string name) => new("pool:" + name);

    /// <summary>VM: the device at this location path.</summary>
    public static Field Assigned(string locationPath) => new("assigned:" + locationPath);

    /// <summary>VM: how many devices it takes from a pool.</summary>
    public static Field Pooled(string pool) => new("pooled:" + pool);

    /// <summary>VM: how many partitions of a card it has.</summary>
    public static Field Partitions(string card) => new("partitions:" + card);

    /// <summary>Whether Barelane may write the field.</summary>
    public static bool Owns(ObjectKind kind, Field field) => kind switch
    {
        ObjectKind.Vm => field.Prefix switch
        {
            "power" or "stop-action" or "guest-controlled-cache" or "low-mmio-mib" or "high-mmio-mib" or "high-mmio-base-mib" or "checkpoints" or "automatic-checkpoints" or "dynamic-memory"
                or "nested-virtualization" or "remotefx" or "offline-action" or "driver-files" or "driver-files-checked" or "host" => field.Qualifier.Length == 0,
            "restore-point" or "pooled" => field.Qualifier.Length > 0,
            "attached" => field.Qualifier.StartsWith("fixed ", StringComparison.Ordinal) || HyperVBackings.PoolOf(field.Qualifier) is not null || HyperVBackings.ProfileOf(field.Qualifier) is { Length: > 0 },
            "assigned" => LocationPath.IsOne(field.Qualifier),
            "partitions" => field.Qualifier is AnyCard or "missing" || PciAddress.TryParse(field.Qualifier, out _),
            "mark" => NotesMark.Parts.Contains(field.Qualifier),
            _ => false,
        },
        ObjectKind.Host => field.Prefix switch
        {
            "maintenance" => field.Qualifier.Length == 0,
            "policy" => HostPolicies.Names.Contains(field.Qualifier),
            "pool" => field.Qualifier.Length > 0,
            _ => false,
        },
        ObjectKind.Device => field.Name is "enabled" or "mounted" or "label" or "noted-memory" or "partition-count" or "remotefx",
        _ => false,
    };

    /// <summary>Parts of the mark.</summary>
    internal static IEnumerable<Field> MarkParts { get; } = [Marks.Document, Field.Mark("owner"), Marks.Run, Marks.Cards, Marks.Version];
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Inventory;

/// <summary>Makes a VM of its row and of what its cluster says about it.</summary>
internal sealed class VmAssembly(VSphereIds ids, InventoryPaths paths, GivenDevices given, IReadOnlySet<string> ownNames)
{
    private static readonly Observed<IReadOnlyList<SnapshotInfo>> NoSnapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([]);
    private static readonly Observed<IReadOnlyDictionary<string, string>> NoOptions = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <param name="row">The row.</param>
    /// <param name="reference">Its identity.</param>
    /// <param name="host">Identity of its host; null where that was neither read nor is known.</param>
    /// <param name="compute">The cluster or frame of its host; null where it was not read.</param>
    public Vm Make(VmRow row, ObjectRef reference, ObjectRef? host, ComputeRow? compute)
    {
        var gone = row.HardwareVersion is null && row.InstanceUuid is null && row.Hardware is null
            ? $"The server has no configuration of '{row.Name}': its files can't be reached, or it is just being made or removed."
            : null;
        return new Vm
        {
            Ref = reference,
            Name = VimNames.ForPeople(row.Name),
            Path = paths.Of(row.Name, row.Parent),
            Host = host,
            IsTemplate = row.Template,
            Power = row.Of(VmProperties.Power, row.Power).Map(ToPower),
            Firmware = Config(row, VmProperties.Firmware, row.Firmware, gone),
            SecureBoot = row.Of(VmProperties.Boot, row.SecureBoot),
            HardwareVersion = Config(row, VmProperties.HardwareVersion, row.HardwareVersion, gone),
            MemoryMiB = row.Of(VmProperties.Memory, row.MemoryMiB),
            Cpus = row.Of(VmProperties.Cpus, row.Cpus),
            ReservationMiB = row.Of(VmProperties.Allocation, row.ReservationMiB),
            ReservationLocked = row.Of(VmProperties.ReservationLocked, row.ReservationLocked),
            MemoryLimitMiB = row.Of(VmProperties.Allocation, row.LimitMiB is < 0 ? null : row.LimitMiB),
            Options = row.Options is { Count: > 0 } options ? Observed.Read(options) : Empty(row, VmProperties.Options, NoOptions, gone),
            Attached = row.Hardware is { } hardware ? Observed.Read(given.Of(row, hardware)) : Empty(row, VmProperties.Hardware, GivenDevices.None, gone),
            Snapshots = row.Snapshots is { } snapshots ? Observed.Read(snapshots) : Empty(row, VmProperties.Snapshots, NoSnapshots, null),
            AutomationOverride = OfCluster(compute, row, c => c.AutomationOf),
            RestartPriority = OfCluster(compute, row, c => c.RestartOf),
            FaultTolerance = row.Of(VmProperties.FaultTolerance, row.FaultTolerance).Map(s => s != "notConfigured"),
            NestedVirtualization = row.Of(VmProperties.Nested, row.NestedVirtualization),
            Vbs = row.Of(VmProperties.Vbs, row.Vbs),
            GuestIommu = row.Of(VmProperties.GuestIommu, row.GuestIommu),
            Vtpm = row.Hardware is { } devices ? Observed.Read(devices.HasTpm) : row.Lack<bool>(VmProperties.Hardware),
            MemoryHotAdd = row.Of(VmProperties.MemoryHotAdd, row.MemoryHotAdd),
            CpuHotAdd = row.Of(VmProperties.CpuHotAdd, row.CpuHotAdd),
            GuestOs = row.Of(VmProperties.GuestOs, row.GuestOs),
            GuestTools = Tools(row),
            GuestHostName = row.Of(VmProperties.GuestHostName, row.GuestHostName),
            Storage = row.Storage,
            Networks = row.Networks,
            Role = VmRoles.Of(row, ownNames),
            BackupSign = Backup(row),
        };
    }

    /// <summary>The identity of a VM's host, also of one that this inspection did not read.</summary>
    public ObjectRef? HostOf(VmRow row) => row.Host is { } host ? ids.Find(host) : null;

    private static Observed<string> Config(VmRow row, string path, string? value, string? gone) =>
        value is null && gone is not null && row.MissingOf(path) is null ? Observed<string>.Unreadable(gone) : row.Of(path, value);

    /// <summary>An empty list is left out by the server; so is everything of a VM whose configuration it does not have.</summary>
    private static Observed<T> Empty<T>(VmRow row, string path, Observed<T> empty, string? gone) =>
        row.MissingOf(path) is not null ? row.Lack<T>(path) : gone is not null ? Observed<T>.Unreadable(gone) : empty;

    private static Observed<string> OfCluster(ComputeRow? compute, VmRow row, Func<ClusterConfigRow, Dictionary<Wire.ManagedObjectRef, string>> table) => compute switch
    {
        null => default,
        { IsCluster: false } => Observed<string>.Absent,
        { Config: { } config } => table(config).TryGetValue(row.Self, out var value) ? Observed.Read(value) : Observed<string>.Absent,
        _ => compute.Lack<string>(ComputeRow.ConfigPath),
    };

    private static Observed<string> Tools(VmRow row) => row.ToolsVersion == "guestToolsNotInstalled"
        ? Observed.Read("notInstalled")
        : row.Of(VmProperties.ToolsRunning, row.ToolsRunning).Map(s => s == "guestToolsNotRunning" ? "notRunning" : "running");

    private static Observed<string> Backup(VmRow row)
    {
        var snapshot = row.Snapshots?.FirstOrDefault(s => s.Name.Contains("backup", StringComparison.OrdinalIgnoreCase));
        return snapshot is not null ? Observed.Inferred($"snapshot '{snapshot.Name}' of {snapshot.TakenAt.UtcDateTime:yyyy-MM-dd}", "Its name is that of a backup product's snapshot.")
            : row.ChangeTracking == true ? Observed.Inferred("changed block tracking is on", "Backup products switch it on to copy only what changed.")
            : row.ChangeTracking is null && row.MissingOf(VmProperties.ChangeTracking) is not null ? row.Lack<string>(VmProperties.ChangeTracking)
            : Observed<string>.Absent;
    }

    private static PowerState ToPower(string state) => state switch
    {
        "poweredOn" => PowerState.On,
        "suspended" => PowerState.Suspended,
        _ => PowerState.Off,
    };
}

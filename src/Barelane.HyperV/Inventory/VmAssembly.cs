using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>Makes the core's VM of what Hyper-V tells about one.</summary>
internal sealed class VmAssembly(HostAnswers answers, ObjectRef host, DevicePlaces places)
{
    private readonly Dictionary<string, VmDevicesAnswer> _devices = ById(answers.VmDevices.Or([]), d => d.Vm);
    private readonly Dictionary<string, VmPartsAnswer> _parts = ById(answers.VmParts.Or([]), p => p.Vm);
    private readonly Dictionary<string, MmioBaseAnswer> _bases = ById(answers.MmioBases.Or([]), b => b.Vm);

    public Vm Of(VmAnswer v)
    {
        var parts = _parts.GetValueOrDefault(v.Id);
        var mark = NotesMark.Read(v.Notes);
        return new Vm
        {
            Ref = HyperVIds.Vm(host.Id, Guid.Parse(v.Id)),
            Name = v.Name,
            Path = v.Name,
            Host = host,
            Power = PowerOf(v.State),
            Firmware = Observed.Read(v.Generation == 2 ? "efi" : "bios"),
            SecureBoot = v.Generation != 2 ? Observed.Read(false) : First(parts?.SecureBoot).Map(s => s == 0),
            HardwareVersion = Observed.Read(v.Version),
            MemoryMiB = Observed.Read((long)(v.StartupBytes >> 20)),
            Cpus = Observed.Read(v.Processors),
            ReservationMiB = Observed.Read(v.State == 3 ? 0L : (long)(v.StartupBytes >> 20)),
            ReservationLocked = Observed.Read(!v.DynamicMemory),
            MemoryLimitMiB = Observed<long>.Absent,
            Attached = AttachedOf(v, mark),
            Snapshots = answers.VmParts.IsKnown && parts is not null
                ? Observed.Read<IReadOnlyList<SnapshotInfo>>([.. parts.Checkpoints.OrderBy(c => c.Made).Select(c => new SnapshotInfo(c.Name, c.Made, c.State != 3))])
                : Why<IReadOnlyList<SnapshotInfo>, IReadOnlyList<VmPartsAnswer>>(answers.VmParts, "its checkpoints"),
            AutomationOverride = Observed<string>.Absent,
            RestartPriority = Observed<string>.Absent,
            FaultTolerance = Observed.Read(false),
            NestedVirtualization = First(parts?.Nested),
            Vbs = Observed<bool>.Absent,
            GuestIommu = Observed.Read(false),
            Vtpm = v.Generation != 2 ? Observed.Read(false) : First(parts?.Tpm),
            MemoryHotAdd = Observed.Read(v.DynamicMemory),
            CpuHotAdd = Observed.Read(false),
            GuestOs = Observed<string>.Absent,
            GuestTools = Observed.Read(v.Heartbeat.StartsWith("Ok", StringComparison.OrdinalIgnoreCase) ? "running" : "notRunning"),
            GuestHostName = Observed<string>.Absent,
            Storage = parts is null ? [] : [.. parts.Disks],
            Networks = parts is null ? [] : [.. parts.Switches.Where(s => s.Length > 0)],
            BackupSign = Observed<string>.Absent,
            Options = Observed.Read<IReadOnlyDictionary<string, string>>(OptionsOf(v, mark)),
        };
    }

    /// <summary>Notes who holds which device: by place, or what a pool gave to a VM that runs.</summary>
    public void Count(CardHolders holders)
    {
        foreach (var vm in answers.Vms.Or([]))
        {
            if (!_devices.TryGetValue(vm.Id, out var has))
            {
                continue;
            }

            var isRunning = PowerOf(vm.State).Or(PowerState.Off) == PowerState.On;
            foreach (var device in has.Devices.Where(d => d.Path.Length > 0))
            {
                holders.Add(device.Path, HyperVIds.Vm(host.Id, Guid.Parse(vm.Id)), isRunning);
            }

            foreach (var partition in has.Partitions)
            {
                if (InstanceId.OfPartitionable(partition.Path) is { } card)
                {
                    holders.AddPartition(card);
                }
            }
        }
    }

    /// <summary>Off is 3; 9 and 6 are paused and saved. The states between are a VM that runs, until they are over.</summary>
    private static Observed<PowerState> PowerOf(int state) => state switch
    {
        3 => Observed.Read(PowerState.Off),
        6 or 9 or 32773 or 32776 or 32779 or 32781 => Observed.Read(PowerState.Suspended),
        2 or 4 or 5 or 10 or 11 or 32770 or 32771 or 32774 or 32777 or 32782 => Observed.Read(PowerState.On),
        _ => Observed<PowerState>.Unreadable($"Hyper-V says the state {state.ToString(CultureInfo.InvariantCulture)}, which Barelane does not take for one of on, off or saved."),
    };

    private Observed<IReadOnlyList<AttachedDevice>> AttachedOf(VmAnswer v, IReadOnlyDictionary<string, string> mark)
    {
        if (!answers.VmDevices.IsKnown || !_devices.TryGetValue(v.Id, out var has))
        {
            return Why<IReadOnlyList<AttachedDevice>, IReadOnlyList<VmDevicesAnswer>>(answers.VmDevices, "its devices");
        }

        var given = Marks.ParseCards(mark.GetValueOrDefault("cards"));
        return Observed.Read<IReadOnlyList<AttachedDevice>>([.. has.Devices.Select(d => Device(d, given)), .. has.Partitions.Select(p => Partition(p, given))]);
    }

    private AttachedDevice Device(AssignedAnswer d, IReadOnlyList<string> given)
    {
        var place = d.Path.Length > 0 ? places.At(d.Path) : null;
        var named = InstanceId.Ids(d.Id);
        if (d.IsPooled)
        {
            var id = named ?? place?.Id ?? OfPool(d.Pool) ?? given.Where(g => HyperVBackings.PoolOf(g) == d.Pool).Select(g => (PciId?)new AttachedDevice { Key = "", Way = Way.Direct, Backing = g }.Id).FirstOrDefault() ?? default;
            return new AttachedDevice { Key = d.Path.Length > 0 ? d.Path : "pool " + d.Pool, Way = Way.Direct, Backing = HyperVBackings.Pooled(id, d.Pool), Address = place?.Address };
        }

        // The card that the VM was given counts: where another one is at that place now, it shows as missing.
        var marked = given.Select(HyperVBackings.FunctionOf).OfType<(PciAddress Address, PciId Id)>()
            .Where(f => LocationPath.IsOne(d.Path) && new LocationPath(d.Path) is var path && f.Address.Device == path.Device && f.Address.Function == path.Function).ToList();
        var ids = named ?? place?.Id ?? (marked.Count == 1 ? marked[0].Id : default);
        var address = place?.Address ?? marked.Where(m => (m.Id.Vendor, m.Id.Device) == (ids.Vendor, ids.Device)).Select(m => (PciAddress?)m.Address).FirstOrDefault();
        return new AttachedDevice
        {
            Key = d.Path,
            Way = Way.Direct,
            Backing = address is { } a ? HyperVBackings.Fixed(a, ids, host) : $"fixed {d.Path} {new PciId(ids.Vendor, ids.Device)} at {host.Id}",
            Address = address,
        };
    }

    private PciId? OfPool(string pool) => answers.Assignable.TryGet(out var assignable)
        ? assignable.Pools.Where(p => p.Name.Equals(pool, StringComparison.OrdinalIgnoreCase)).SelectMany(p => p.Devices).Select(p => places.At(p)?.Id).FirstOrDefault(i => i is not null)
        : null;

    private AttachedDevice Partition(PartitionAnswer p, IReadOnlyList<string> given)
    {
        var profiles = given.Where(g => HyperVBackings.ProfileOf(g) is not null).Distinct(StringComparer.Ordinal).ToList();
        var instance = InstanceId.OfPartitionable(p.Path);
        var card = instance is null ? null : places.ById(instance);
        var told = instance is null ? null : answers.Partitionable.Or([]).FirstOrDefault(c => InstanceId.OfPartitionable(c.Name) is { } id && id.Equals(instance, StringComparison.OrdinalIgnoreCase));
        var ids = card?.Id ?? InstanceId.Ids(p.Path);
        var backing = ids is { } i ? HyperVBackings.Profile(HyperVBackings.ProfileName(i, InstanceId.IsParavirtual(p.Path), told?.Count ?? 1))
            : profiles.Count == 1 ? profiles[0]
            : HyperVBackings.Profile("unknown");
        return new AttachedDevice { Key = p.Id, Way = Way.Shared, Backing = backing, Address = card?.Address };
    }

    private Dictionary<string, string> OptionsOf(VmAnswer v, IReadOnlyDictionary<string, string> mark)
    {
        var options = mark.ToDictionary(p => "mark:" + p.Key, p => p.Value, StringComparer.Ordinal);
        options["stop-action"] = VmSettings.StopAction(v.StopAction);
        options["guest-controlled-cache"] = v.CacheTypes ? "true" : "false";
        options["low-mmio-mib"] = Text((long)(v.LowBytes >> 20));
        options["high-mmio-mib"] = Text((long)(v.HighBytes >> 20));
        options["checkpoints"] = VmSettings.CheckpointType(v.CheckpointType);
        options["dynamic-memory"] = VmSettings.DynamicMemory(v.DynamicMemory, v.MinimumBytes, v.MaximumBytes);
        options["startup-equals-minimum"] = v.StartupBytes == v.MinimumBytes ? "true" : "false";
        options["generation"] = Text(v.Generation);
        options["replication"] = v.Replication;
        options["clustered"] = v.Clustered ? "true" : "false";
        if (v.AutomaticCheckpoints is { } automatic)
        {
            options["automatic-checkpoints"] = automatic ? "true" : "false";
        }

        if (_bases.TryGetValue(v.Id, out var found) && found.Base is { } from)
        {
            options["high-mmio-base-mib"] = from.ToString(CultureInfo.InvariantCulture);
        }

        if (_devices.TryGetValue(v.Id, out var has))
        {
            AddDevices(options, has);
        }

        if (answers.Settings.TryGet(out var settings) && settings.Guests.FirstOrDefault(g => g.Vm.Equals(v.Id, StringComparison.OrdinalIgnoreCase)) is { } guest)
        {
            options["driver-files"] = guest.DriverFiles;
            options["driver-files-checked"] = guest.DriverFilesChecked;
        }

        if (answers.Cluster.TryGet(out var cluster) && OfflineActionOf(cluster, v.Id) is { } action)
        {
            options["offline-action"] = action;
        }

        return options;
    }

    private void AddDevices(Dictionary<string, string> options, VmDevicesAnswer has)
    {
        foreach (var device in has.Devices.Where(d => d.Path.Length > 0 && !d.IsPooled))
        {
            options["assigned:" + device.Path] = "yes";
        }

        foreach (var pool in has.Devices.Where(d => d.IsPooled).GroupBy(d => d.Pool, StringComparer.Ordinal))
        {
            options["pooled:" + pool.Key] = Text(pool.Count());
        }

        foreach (var card in has.Partitions.GroupBy(p => InstanceId.OfPartitionable(p.Path) is { } id ? places.ById(id)?.Address.ToString() ?? "missing" : "any", StringComparer.Ordinal))
        {
            options["partitions:" + card.Key] = Text(card.Count());
        }

        if (has.RemoteFx.Count > 0)
        {
            options["remotefx"] = "yes";
        }
    }

    private static string? OfflineActionOf(ClusterAnswer cluster, string vm) => cluster.Vms
        .Where(r => r.Values.Any(x => x.Name.Equals("VmID", StringComparison.OrdinalIgnoreCase) && x.Value.Equals(vm, StringComparison.OrdinalIgnoreCase)))
        .SelectMany(r => r.Values).Where(x => x.Name.Equals("OfflineAction", StringComparison.OrdinalIgnoreCase))
        .Select(x => int.TryParse(x.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? VmSettings.OfflineAction(n) : x.Value).FirstOrDefault();

    private static Observed<T> First<T>(IReadOnlyList<T>? values) => values is { Count: > 0 } ? Observed<T>.Read(values[0]) : Observed<T>.Unreadable("Hyper-V did not tell it.");

    private static Observed<T> Why<T, TFrom>(Observed<TFrom> from, string what) => Observed<T>.Unreadable($"Hyper-V did not tell {what}. {from.Note}".TrimEnd());

    private static Dictionary<string, T> ById<T>(IEnumerable<T> all, Func<T, string> id) => all.GroupBy(id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

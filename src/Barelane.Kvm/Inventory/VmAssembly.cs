using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>Makes the core's VM of a domain.</summary>
internal sealed class VmAssembly(HostReading reading, string machineId)
{
    private readonly Dictionary<PciAddress, Sysfs.PciFunction> _functions = reading.Functions.ToDictionary(f => f.Address);
    private readonly Dictionary<string, SliceInstance> _slices = reading.Slices.Or([]).ToDictionary(s => s.Id, StringComparer.Ordinal);

    /// <summary>The stored definition counts; a transient domain has only its running one.</summary>
    public Vm Of(LibvirtDomain domain)
    {
        var isTransient = domain.StoredXml.State == ObservedState.Absent;
        var read = DomainXml.Parse(isTransient ? domain.LiveXml : domain.StoredXml, domain.Name);
        var vm = new Vm
        {
            Ref = KvmIds.Vm(machineId, domain.Uuid),
            Name = domain.Name,
            Path = domain.Name,
            Host = KvmIds.Host(machineId),
            Power = Power(domain),
            Snapshots = domain.Snapshots,
            AutomationOverride = Observed<string>.Absent,
            RestartPriority = Observed<string>.Absent,
            FaultTolerance = Observed.Read(false),
            BackupSign = Observed<string>.Absent,
        };
        if (!read.TryGet(out var d))
        {
            var why = read.Note ?? $"The definition of '{domain.Name}' was not read.";
            return vm with
            {
                Firmware = Observed<string>.Unreadable(why),
                MemoryMiB = Observed<long>.Unreadable(why),
                Attached = Observed<IReadOnlyList<AttachedDevice>>.Unreadable(why),
                Options = Observed<IReadOnlyDictionary<string, string>>.Unreadable(why),
            };
        }

        var live = DomainXml.Parse(domain.LiveXml, domain.Name);
        return vm with
        {
            Firmware = Observed.Read(d.Firmware),
            SecureBoot = Observed.Read(d.HasSecureBoot),
            HardwareVersion = Observed.Read(d.Machine),
            MemoryMiB = Observed.Read(d.MemoryMiB),
            Cpus = Observed.Read(d.Cpus),
            ReservationMiB = Observed.Read(domain.State.Or(0) is 1 or 2 or 3 or 4 or 7 ? d.MemoryMiB : 0L),
            ReservationLocked = Observed.Read(d.MemoryBacking?.Contains("locked", StringComparison.Ordinal) ?? false),
            MemoryLimitMiB = Observed.ReadOrAbsent(d.HardLimitMiB),
            GuestIommu = Observed.Read(d.HasGuestIommu),
            Vtpm = Observed.Read(d.HasTpm),
            Vbs = Observed<bool>.Absent,
            NestedVirtualization = Observed<bool>.Absent,
            MemoryHotAdd = Observed.Read(d.HasBalloon),
            GuestTools = Observed.Read(Agent(d, live)),
            GuestOs = Observed<string>.Absent,
            GuestHostName = Observed<string>.Absent,
            Storage = d.Storage,
            Networks = d.Networks,
            Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([.. d.Hostdevs.Select(h => Attached(h, d))]),
            Options = Observed.Read<IReadOnlyDictionary<string, string>>(DomainOptions.Of(d, domain, isTransient)),
        };
    }

    /// <summary>The functions of the definitions, stored and running.</summary>
    public static (IReadOnlyList<PciAddress> Configured, IReadOnlyList<PciAddress> Running) Functions(LibvirtDomain domain)
    {
        return (Of(domain.StoredXml), domain.State.Or(0) is 1 or 2 or 3 or 4 or 7 ? Of(domain.LiveXml) : []);

        IReadOnlyList<PciAddress> Of(Observed<string> xml) =>
            DomainXml.Parse(xml, domain.Name).TryGet(out var d) ? [.. d.Hostdevs.Select(h => h.Function).OfType<PciAddress>()] : [];
    }

    private static Observed<PowerState> Power(LibvirtDomain domain)
    {
        if (!domain.State.TryGet(out var code))
        {
            return domain.State.Map(_ => PowerState.Off);
        }

        return code switch
        {
            1 or 2 or 4 => Observed.Read(PowerState.On),
            3 or 7 => Observed.Read(PowerState.Suspended),
            5 or 6 => Observed.Read(domain.HasSavedState.Or(false) ? PowerState.Suspended : PowerState.Off),
            _ => Observed<PowerState>.Unreadable($"libvirt says the state {code.ToString(CultureInfo.InvariantCulture)}, which Barelane does not know."),
        };
    }

    private static string Agent(DomainDefinition stored, Observed<DomainDefinition> live) =>
        (live.HasValue ? live.Value : stored).AgentState switch
        {
            null => "notInstalled",
            "connected" => "running",
            _ => "notRunning",
        };

    private AttachedDevice Attached(DomainHostdev hostdev, DomainDefinition d)
    {
        var given = Marks.ParseCards(d.Mark.GetValueOrDefault("cards"));
        if (hostdev.Mediated is { } uuid)
        {
            var profiles = given.Select(KvmBackings.ProfileOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var profile = _slices.TryGetValue(uuid, out var slice) ? slice.Profile : profiles.Count == 1 ? profiles[0] : "unknown";
            return new AttachedDevice { Key = hostdev.Source, Way = Way.Shared, Backing = KvmBackings.Profile(profile) };
        }

        var address = hostdev.Function!.Value;
        var present = _functions.GetValueOrDefault(address);
        if (present is { PhysicalFunction.HasValue: true })
        {
            return new AttachedDevice { Key = hostdev.Source, Way = Way.Shared, Backing = KvmBackings.Profile(KvmBackings.ProfileOf(present.Id, present.VgpuType.HasValue ? present.VgpuType.Value : null)), Address = address };
        }

        var marked = given.Select(KvmBackings.FunctionOf).FirstOrDefault(f => f is { } g && g.Address == address)?.Id;
        return new AttachedDevice { Key = hostdev.Source, Way = Way.Direct, Backing = KvmBackings.Fixed(address, marked ?? present?.Id ?? default, KvmIds.Host(machineId)), Address = address };
    }
}

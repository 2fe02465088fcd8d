using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>Makes the core's device of what Windows tells about a PCI function. What could not be read stays unknown, and is never taken for a "no".</summary>
internal sealed class DeviceAssembly
{
    private const ulong FirstMessage = 0xffff0000;
    private readonly HostAnswers _answers;
    private readonly ObjectRef _host;
    private readonly CardHolders _holders;
    private readonly PartitionableCards _partitionable;
    private readonly HostUses _uses;
    private readonly ILookup<string, (ulong Start, ulong End)>? _memory;
    private readonly ILookup<string, ulong>? _interrupts;
    private readonly Dictionary<string, string> _pools;
    private readonly Dictionary<string, string> _notes;
    private readonly int _displays;

    public DeviceAssembly(HostAnswers answers, ObjectRef host, DevicePlaces places, CardHolders holders, PartitionableCards partitionable)
    {
        (_answers, _host, _holders, _partitionable) = (answers, host, holders, partitionable);
        _uses = new HostUses(answers.Uses);
        _displays = places.All.Count(d => !d.IsDismounted && ClassOf(d).Or(default).IsGpu);
        _pools = answers.Assignable.TryGet(out var assignable)
            ? assignable.Pools.SelectMany(p => p.Devices.Select(d => (Path: d, p.Name))).GroupBy(p => p.Path, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.OrdinalIgnoreCase)
            : [];
        _notes = answers.Settings.TryGet(out var settings) ? settings.Notes.GroupBy(n => n.Path, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Memory, StringComparer.OrdinalIgnoreCase) : [];
        if (answers.Resources.TryGet(out var resources))
        {
            var ends = resources.Ranges.GroupBy(r => r.Start).ToDictionary(g => g.Key, g => g.Max(r => r.End));
            _memory = resources.Memory.Where(m => ends.ContainsKey(m.Start)).DistinctBy(m => (m.Device.ToUpperInvariant(), m.Start)).ToLookup(m => m.Device, m => (m.Start, ends[m.Start]), StringComparer.OrdinalIgnoreCase);
            _interrupts = resources.Interrupts.ToLookup(i => i.Device, i => i.Number, StringComparer.OrdinalIgnoreCase);
        }
    }

    public Device Of(PlacedDevice d)
    {
        var noted = IsAway(d) && NotedOf(d) is { } note ? DeviceNote.Read(note, d.Id) : null;
        var reserved = DeviceNote.Else(d.Properties.ReservedByFirmware, noted?.ReservedByFirmware);
        var kind = DeviceNote.Else(KindOf(d.Properties.DeviceType), noted?.Kind);
        var interrupts = DeviceNote.Else(InterruptsOf(d), noted?.Interrupts);
        var bars = BarsOf(d, noted);
        var device = new Device
        {
            Ref = ObjectRef.Device(_host, d.Address),
            Address = d.Address,
            Id = d.Id,
            Class = ClassOf(d).Or(default),
            VendorName = d.Answer.Maker,
            Name = d.Answer.Name,
            Serial = Observed<string>.Absent,
            State = StateOf(d, reserved, kind, interrupts),
            PassthroughWanted = Observed.Read(d.IsDismounted),
            HeldBy = _holders.Of(d.Path),
            DependsOn = Observed<PciAddress>.Absent,
            ParentBridge = Observed<PciAddress>.Absent,
            IsolationGroup = Observed<string>.Absent,
            NumaNode = d.Properties.NumaNode.Map(n => (int)n),
            Driver = d.Answer.Service.Length > 0 ? Observed.Read(d.Answer.Service) : Observed<string>.Absent,
            GraphicsType = Observed<string>.Absent,
        };
        return device.Class.IsBridge ? device with { CarriesHostBoot = Observed.Read(false), IsHostConsole = Observed<bool>.Absent, Label = Observed<string>.Absent } : device with
        {
            Label = d.Path is { } path && _pools.TryGetValue(path.Text, out var pool) ? Observed.Read(pool) : _answers.Assignable.IsKnown ? Observed<string>.Absent : _answers.Assignable.Map(_ => ""),
            TakesLabel = _answers.Commands.HasPools,
            Bars = bars,
            BarMiB = bars.Map(all => all.Where(b => b.Is64Bit).Sum(b => (b.Bytes + (1 << 20) - 1) >> 20)),
            IsHostConsole = ConsoleOf(d, device.Class),
            CarriesHostBoot = device.Class.IsStorage ? _uses.CarriesBoot(InstanceId.OnHost(d.Answer.Id)) : Observed.Read(false),
            HostUse = d.IsDismounted ? Observed<string>.Absent : _uses.UseOf(d.Answer.Id),
            Users = Observed<IReadOnlyList<string>>.Absent,
            ReservedByFirmware = reserved,
            IsIsolated = DeviceNote.Else(d.Properties.AcsUp.Map(a => a != 0), noted?.IsIsolated),
            ExpressKind = kind,
            Interrupts = interrupts,
            Link = d.Properties.Link is { } l ? Observed.Read(new PciLink(Speed(l.Speed), Speed(l.MaxSpeed), (int)l.Width, (int)l.MaxWidth)) : Observed<PciLink>.Absent,
            Profiles = _partitionable.ProfilesOf(d),
            SlicesWaitFor = Observed<string>.Absent,
            Settings = Settings(d),
        };
    }

    private Observed<DeviceState> StateOf(PlacedDevice d, Observed<bool> reserved, Observed<string> kind, Observed<string> interrupts) =>
        IsProblem(d.Answer.Problem, 57, "GUEST_ASSIGNMENT_FAILED") ? Observed.Read(DeviceState.Stuck)
        : d.IsDismounted ? Observed.Read(_holders.IsRunning(d.Path) ? DeviceState.InUse : DeviceState.Ready)
        : reserved.Or(false) || interrupts.Or("") == "line" || !IsAssignable(kind, d) || d.Path is null ? Observed.Read(DeviceState.NotPossible)
        : _holders.PartitionsOf(InstanceId.OnHost(d.Answer.Id)) > 0 ? Observed.Read(DeviceState.Sliced)
        : Observed.Read(DeviceState.HostOwned);

    private static bool IsAssignable(Observed<string> kind, PlacedDevice d) => !kind.TryGet(out var known)
        || known is "endpoint" or "integrated-endpoint" || (known == "legacy-endpoint" && ClassOf(d).Or(default).IsGpu);

    private static Observed<string> KindOf(Observed<long> type) => type.Map(t => t switch
    {
        2 => "endpoint",
        3 => "legacy-endpoint",
        4 => "integrated-endpoint",
        5 => "firmware-controlled",
        _ => "other",
    });

    /// <summary>A device without an interrupt works too; one with line-based interrupts alone does not.</summary>
    private Observed<string> InterruptsOf(PlacedDevice d) => _interrupts is null ? _answers.Resources.Map(_ => "")
        : IsAway(d) ? Observed<string>.Unreadable("Windows gives a device that is disabled or dismounted no interrupts.")
        : !_interrupts.Contains(d.Answer.Id) ? Observed.Read("none")
        : Observed.Read(_interrupts[d.Answer.Id].Any(n => n >= FirstMessage) ? "message" : "line");

    private Observed<IReadOnlyList<PciBar>> BarsOf(PlacedDevice d, DeviceNote? noted) => _memory is null ? _answers.Resources.Map(_ => (IReadOnlyList<PciBar>)[])
        : IsAway(d) ? noted is { Bars.Count: > 0 }
            ? Observed.Read(noted.Bars)
            : Observed<IReadOnlyList<PciBar>>.Unreadable("Windows gives a device that is disabled or dismounted no memory, so its BARs can't be read.")
        : Observed.Read<IReadOnlyList<PciBar>>([.. _memory[d.Answer.Id].OrderBy(r => r.Start).Select((r, i) => new PciBar(i, (long)(r.End - r.Start + 1), r.Start, r.Start >= 1UL << 32, r.Start >= 1UL << 32))]);

    /// <summary>What was noted on the host about the device before it was disabled; null for nothing.</summary>
    private string? NotedOf(PlacedDevice d) => d.Path is { } path ? _notes.GetValueOrDefault(path.Text) : null;

    private Observed<bool> ConsoleOf(PlacedDevice d, PciClass kind) => !kind.IsGpu ? Observed<bool>.Absent
        : d.IsDismounted ? Observed.Read(false)
        : d.Properties.OnPostPath.TryGet(out var post) && post != 0 ? Observed.Inferred(true, "firmware's first screen went through it")
        : _displays == 1 ? Observed.Inferred(true, "it is the only display adapter that the host has")
        : Observed.Inferred(false, "the host has other display adapters");

    private Dictionary<string, Observed<string>> Settings(PlacedDevice d)
    {
        var settings = new Dictionary<string, Observed<string>>(StringComparer.Ordinal)
        {
            ["enabled"] = Observed.Read(d.IsDismounted || IsDisabled(d) ? "no" : "yes"),
            ["mounted"] = Observed.Read(d.IsDismounted ? "no" : "yes"),
            ["instance-id"] = Observed.Read(InstanceId.OnHost(d.Answer.Id)),
        };
        if (d.Path is { } path)
        {
            settings["location-path"] = Observed.Read(path.Text);
        }

        if (NotedOf(d) is { Length: > 0 } note)
        {
            settings["noted-memory"] = Observed.Read(note);
        }

        if (_partitionable.Of(d) is { } card)
        {
            settings["partitionable"] = Observed.Read(card.Name);
            if (card.Count is { } count && !InstanceId.IsParavirtual(card.Name))
            {
                settings["partition-count"] = Observed.Read(count.ToString(CultureInfo.InvariantCulture));
                settings["partition-counts"] = Observed.Read(string.Join(',', card.Counts));
            }
        }

        if (FolderOf(d) is { } folder)
        {
            settings["driver-folder"] = folder;
            settings["driver-package"] = folder.Map(f => f[(f.LastIndexOf('\\') + 1)..]);
        }

        if (_answers.RemoteFx.Or([]).FirstOrDefault(c => c.Enabled && c.Name.Equals(d.Answer.Name, StringComparison.OrdinalIgnoreCase)) is not null)
        {
            settings["remotefx"] = Observed.Read("yes");
        }

        return settings;
    }

    /// <summary>The folder of a display driver in the driver store, as a path of the host; its name changes with every version.</summary>
    private Observed<string>? FolderOf(PlacedDevice d)
    {
        if (d.Answer.Class != "Display" || d.Answer.Service.Length == 0)
        {
            return null;
        }

        if (!_answers.Drivers.TryGet(out var drivers))
        {
            return _answers.Drivers.Map(_ => "");
        }

        const string Store = @"\FileRepository\";
        var path = drivers.FirstOrDefault(x => x.Service.Equals(d.Answer.Service, StringComparison.OrdinalIgnoreCase))?.Path ?? "";
        var at = path.IndexOf(Store, StringComparison.OrdinalIgnoreCase);
        var end = at < 0 ? -1 : path.IndexOf('\\', at + Store.Length);
        return end < 0 ? null : Observed.Read(path[..end]);
    }

    /// <summary>Dismounted functions may not tell their class any more: the setup class helps, and where that is silent too, a GPU maker's first function is taken to be a display.</summary>
    private static Observed<PciClass> ClassOf(PlacedDevice d) => d.Properties.BaseClass.TryGet(out var main) && d.Properties.SubClass.TryGet(out var sub)
        ? Observed.Read(new PciClass((ushort)((main << 8) | sub)))
        : d.Answer.Class.ToUpperInvariant() switch
        {
            "DISPLAY" => Observed.Inferred(new PciClass(0x0300), "the setup class 'Display'"),
            "NET" => Observed.Inferred(new PciClass(0x0200), "the setup class 'Net'"),
            "SCSIADAPTER" => Observed.Inferred(new PciClass(0x0108), "the setup class 'SCSIAdapter'"),
            "HDC" => Observed.Inferred(new PciClass(0x0106), "the setup class 'HDC'"),
            "MEDIA" => Observed.Inferred(new PciClass(0x0403), "the setup class 'MEDIA'"),
            "USB" => Observed.Inferred(new PciClass(0x0c03), "the setup class 'USB'"),
            _ when d.IsDismounted && d.Address.Function == 0 && d.Id.Vendor is PciId.Nvidia or PciId.Amd => Observed.Inferred(new PciClass(0x0302), "its maker"),
            _ => Observed<PciClass>.Unreadable("Windows does not tell its class."),
        };

    /// <summary>Whether the host has no driver on it, so that Windows gives it no resources, and tells less of it.</summary>
    private static bool IsAway(PlacedDevice d) => d.IsDismounted || IsDisabled(d);

    private static bool IsDisabled(PlacedDevice d) => IsProblem(d.Answer.Problem, 22, "DISABLED");

    private static bool IsProblem(string problem, int code, string name) => problem == code.ToString(CultureInfo.InvariantCulture) || problem.EndsWith(name, StringComparison.OrdinalIgnoreCase);

    private static double Speed(long code) => code switch
    {
        1 => 2.5,
        2 => 5,
        3 => 8,
        4 => 16,
        5 => 32,
        6 => 64,
        _ => 0,
    };
}

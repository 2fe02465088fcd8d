using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Inventory;

/// <summary>Joins what a host tells about its functions in four places: hardware, passthrough, graphics, and the VMs that hold them.</summary>
internal sealed class DeviceAssembly
{
    private readonly HostRow _host;
    private readonly ObjectRef _ref;
    private readonly Holdings _holdings;
    private readonly SliceCapacity _slices;
    private readonly HostConsole _console;
    private readonly HostBoot _boot;
    private readonly Dictionary<PciAddress, PassthruRow> _passthru = [];
    private readonly Dictionary<PciAddress, GraphicsRow> _graphics = [];
    private readonly ConfigTargetRow? _target;
    private readonly Observed<bool> _wishUnseen;
    private readonly Observed<DeviceState> _stateUnseen;

    public DeviceAssembly(HostRow host, ObjectRef reference, Holdings holdings, SliceCapacity slices, HostBoot boot, ConfigTargetRow? target)
    {
        _host = host;
        _ref = reference;
        _holdings = holdings;
        _slices = slices;
        _console = new HostConsole(host);
        _boot = boot;
        _target = target;
        foreach (var row in host.Passthru ?? [])
        {
            if (row.Address is { } address)
            {
                _passthru[address] = row;
            }
        }

        foreach (var row in host.Graphics ?? [])
        {
            if (row.Address is { } address)
            {
                _graphics[address] = row;
            }
        }

        var reason = host.Lack<bool>(HostProperties.Passthru).Note ?? $"'{host.Name}' tells nothing about passthrough ('{HostProperties.Passthru}' is empty).";
        _wishUnseen = Observed<bool>.Unreadable(reason);
        _stateUnseen = Observed<DeviceState>.Unreadable(reason);
    }

    /// <summary>Every function, in address order.</summary>
    public IReadOnlyList<Device> All()
    {
        var rows = _host.Pci;
        if (rows is null)
        {
            return [];
        }

        var devices = new Device[rows.Count];
        for (var i = 0; i < devices.Length; i++)
        {
            devices[i] = Of(rows[i]);
        }

        Array.Sort(devices, (a, b) => a.Address.CompareTo(b.Address));
        return devices;
    }

    private Device Of(PciRow row)
    {
        var listed = _passthru.TryGetValue(row.Address, out var passthru);
        var graphics = _graphics.GetValueOrDefault(row.Address);
        var isActive = passthru is { Active: true };
        return new Device
        {
            Ref = ObjectRef.Device(_ref, row.Address),
            Address = row.Address,
            Id = row.Id,
            Class = row.Class,
            VendorName = row.Vendor,
            Name = row.Name,
            State = StateOf(row, listed ? passthru : null, graphics),
            PassthroughWanted = _passthru.Count == 0 ? _wishUnseen : Observed.Read(passthru.Enabled),
            HeldBy = _holdings.Of(_host.Self, row.Address),
            DependsOn = passthru.DependsOn is { } on && on != row.Address ? Observed.Read(on) : listed ? Observed<PciAddress>.Absent : default,
            ParentBridge = Observed.ReadOrAbsent(row.Parent),
            Label = listed ? Observed.ReadOrAbsent(passthru.Label) : default,
            MemoryMiB = MemoryOf(row, graphics),
            IsHostConsole = _console.Of(row, isActive),
            CarriesHostBoot = _boot.Of(row, isActive),
            GraphicsType = GraphicsOf(row, graphics),
            SlicesWaitFor = WaitFor(row, graphics, isActive),
            Profiles = graphics is { Type: "sharedDirect" } ? Observed.Read(_slices.OfCard(row)) : default,
        };
    }

    private Observed<DeviceState> StateOf(PciRow row, PassthruRow? listed, GraphicsRow? graphics)
    {
        if (_passthru.Count == 0)
        {
            return _stateUnseen;
        }

        return Observed.Read(listed switch
        {
            null => DeviceState.NotPossible,
            { Enabled: true, Active: true } => _holdings.IsInUse(_host.Self, row.Address) ? DeviceState.InUse : DeviceState.Ready,
            { Active: true } => DeviceState.ReleaseWaitingForReboot,
            { Enabled: true } => DeviceState.WaitingForReboot,
            _ when graphics is { Type: "sharedDirect" } => DeviceState.Sliced,
            { Capable: true } => DeviceState.HostOwned,
            _ => DeviceState.NotPossible,
        });
    }

    private Observed<long> MemoryOf(PciRow row, GraphicsRow? graphics)
    {
        if (graphics is { MemoryKiB: > 0 })
        {
            return Observed.Read(graphics.MemoryKiB / 1024);
        }

        return _target?.CardGiB.TryGetValue(SliceCapacity.ModelOf(row), out var size) == true && size > 0
            ? Observed.Inferred(size * 1024, "The host's environment names this size for the model.")
            : row.Class.IsGpu ? Observed<long>.Absent : default;
    }

    /// <summary>
    /// A card that a vendor's host driver has for 'Shared' graphics tells no profiles, whatever that driver could cut from it; a 'basic' one has no such
    /// driver.
    /// </summary>
    private Observed<string> WaitFor(PciRow row, GraphicsRow? graphics, bool isPassedThrough) => !row.Class.IsGpu ? default
        : !isPassedThrough && graphics is { Type: "shared" } && GraphicsOf(row, graphics).Or("") == "shared"
            ? Observed.Read("the graphics type 'sharedDirect' (it is 'shared')")
            : Observed<string>.Absent;

    /// <summary>The wish where one is kept for the card: that is what is written, and what holds from the next start of the card on.</summary>
    private Observed<string> GraphicsOf(PciRow row, GraphicsRow? graphics) => !row.Class.IsGpu
        ? default
        : _host.Wish?.ByDevice.GetValueOrDefault(row.Address) is { Length: > 0 } wish ? Observed.Read(wish)
        : graphics is { Type.Length: > 0 } ? Observed.Read(graphics.Type)
        : _host.Lack<string>(HostProperties.Graphics);
}

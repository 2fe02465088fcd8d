using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>Makes the core's device of a PCI function and of what is known around it.</summary>
internal sealed class DeviceAssembly(HostReading reading, ObjectRef host, PciNames names, Holders holders, IHostFiles files)
{
    private readonly HashSet<string> _cut = [.. reading.Slices.Or([]).Where(s => s.Exists).Select(s => s.Parent)];
    private readonly ILookup<string, MediatedType> _types = reading.MediatedTypes.ToLookup(t => t.Parent, StringComparer.Ordinal);

    public Device Of(PciFunction f)
    {
        var stuck = OwnTraces.Stuck(files, f.Address);
        var device = new Device
        {
            Ref = ObjectRef.Device(host, f.Address),
            Address = f.Address,
            Id = f.Id,
            Class = f.Class,
            VendorName = names.Vendor(f.Id),
            Name = names.Device(f.Id),
            Serial = reading.Users.SerialOf(f.Address),
            State = StateOf(f, stuck),
            PassthroughWanted = Observed.Read(f.IsOnVfio || f.DriverOverride.Or("") == "vfio-pci"),
            HeldBy = holders.Of(f.Address),
            DependsOn = Observed<PciAddress>.Absent,
            ParentBridge = f.Parent,
            IsolationGroup = f.Group,
            NumaNode = f.NumaNode,
            Driver = f.Driver,
        };
        return f.Class.IsBridge ? device with { CarriesHostBoot = Observed.Read(false), IsHostConsole = Observed<bool>.Absent, Label = Observed<string>.Absent } : device with
        {
            Label = Observed<string>.Absent,
            BarMiB = f.Bars.Map(WindowMiB),
            IsHostConsole = reading.Console.Of(f),
            CarriesHostBoot = CarriesBoot(f),
            HostUse = Observed.ReadOrAbsent(reading.Uses.Of(f.Address)),
            Users = reading.Users.Of(f.Address),
            ResetMethods = f.ResetMethods,
            PowerState = f.PowerState,
            OverrideAtBoot = BootClaims.Override(files, f.Address),
            Link = f.Link,
            Bars = f.Bars,
            ResizableToMiB = f.ResizableToMiB,
            ReservedByFirmware = f.ReservedByFirmware,
            VirtualFunctions = f.VirtualFunctions,
            PhysicalFunction = f.PhysicalFunction,
            GraphicsType = Observed<string>.Absent,
            Profiles = Profiles(f),
            SlicesWaitFor = NvidiaFunctions.WaitedFor(files, f),
            Settings = Settings(f, stuck),
        };
    }

    private Observed<DeviceState> StateOf(PciFunction f, Observed<string> stuck) =>
        stuck.HasValue ? Observed.Read(DeviceState.Stuck)
        : !stuck.IsKnown ? stuck.Map(_ => default(DeviceState))
        : f.Class.IsBridge || f.ReservedByFirmware.Or(false) || (reading.Iommu.IsActive.Or(false) && f.Group.State == ObservedState.Absent) ? Observed.Read(DeviceState.NotPossible)
        : holders.IsRunning(f.Address) ? Observed.Read(DeviceState.InUse)
        : f.VirtualFunctions.TryGet(out var virtuals) && virtuals.Enabled > 0 ? Observed.Read(DeviceState.Sliced)
        : f.VgpuType.HasValue || _cut.Contains(f.Address.ToString()) ? Observed.Read(DeviceState.Sliced)
        : Observed.Read(f.IsOnVfio ? DeviceState.Ready : DeviceState.HostOwned);

    private Observed<bool> CarriesBoot(PciFunction f) =>
        reading.Uses.CarriesBoot(f.Address) ? Observed.Read(true)
        : f.Class.IsStorage && reading.Uses.Untold is { } why ? Observed<bool>.Unreadable(why)
        : Observed.Read(false);

    /// <summary>What a guest's 64-bit window has to hold.</summary>
    private static long WindowMiB(IReadOnlyList<PciBar> bars) => (bars.Where(b => b.Is64Bit && b.IsPrefetchable).Sum(b => b.Bytes) + (1 << 20) - 1) >> 20;

    private Observed<IReadOnlyList<SliceProfile>> Profiles(PciFunction f)
    {
        var types = _types[f.Address.ToString()].Select(ProfileAssembly.Of).ToList();
        return types.Count > 0 ? Observed.Read<IReadOnlyList<SliceProfile>>(types)
            : f.CreatableVgpuTypes.State == ObservedState.Absent ? Observed<IReadOnlyList<SliceProfile>>.Absent
            : f.CreatableVgpuTypes.Map(all => (IReadOnlyList<SliceProfile>)[.. all.Select(ProfileAssembly.Of)]);
    }

    private Dictionary<string, Observed<string>> Settings(PciFunction f, Observed<string> stuck)
    {
        var settings = new Dictionary<string, Observed<string>>(StringComparer.Ordinal);
        Add("driver", f.Driver);
        Add("driver-override", f.DriverOverride);
        Add("vgpu-type", f.VgpuType);
        Add("virtual-functions", f.VirtualFunctions.Map(v => v.Enabled.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Add("stuck", stuck);
        foreach (var (field, value) in OwnTraces.Boot(files, f.Address, f.Id))
        {
            Add(field, value);
        }

        return settings;

        void Add(string name, Observed<string> value)
        {
            if (value.State is not (ObservedState.Absent or ObservedState.NotAsked))
            {
                settings.Add(name, value);
            }
        }
    }
}

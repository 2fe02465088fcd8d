using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

/// <summary>The site after everything wanted was done, made from the wants alone.</summary>
internal static class Reached
{
    public static FleetInventory Of(FleetInventory fleet, IReadOnlyList<Want> wants)
    {
        var site = fleet.Sites[0];
        var hosts = site.Hosts.Select(h => wants.Where(w => w.Target.Kind is ObjectKind.Host or ObjectKind.Device && w.Target.HostOfDevice() == h.Ref).Aggregate(h, With)).ToList();
        var clusters = site.Clusters.ToList();
        var vms = new List<Vm>();
        foreach (var vm in site.Vms)
        {
            vms.Add(wants.Where(w => w.Target == vm.Ref).Aggregate(vm, (v, w) => With(v, w, hosts)));
            if (wants.FirstOrDefault(w => w.Target == vm.Ref && w.Field == VSphereFields.HostRule) is { } rule)
            {
                clusters = [.. clusters.Select(c => c with { Rules = Observed.Read<IReadOnlyList<PlacementRule>>([.. c.Rules.Or([]), Rule(vm, rule)]) })];
            }
        }

        return new FleetInventory([site with { Clusters = clusters, Hosts = [.. hosts.Select(h => Held(h, vms))], Vms = vms }]);
    }

    private static PlacementRule Rule(Vm vm, Want want) => new()
    {
        Name = HostRule.NameFor(vm.Ref.Id),
        Kind = HostRule.Kind,
        Vms = [vm.Ref],
        Hosts = [new ObjectRef(ObjectKind.Host, vm.Ref.Site, want.Value!)],
    };

    private static Host With(Host host, Want want) => want.Field.Prefix switch
    {
        "default-graphics-type" => host with { DefaultGraphicsType = Observed.Read(want.Value!) },
        _ => host with { Devices = [.. host.Devices.Select(d => d.Ref == want.Target ? With(d, want) : d)] },
    };

    private static Device With(Device device, Want want) => want.Field.Prefix switch
    {
        "passthrough" => device with
        {
            PassthroughWanted = Observed.Read(want.Value == "on"),
            State = Observed.Read(want.Value == "on" ? DeviceState.Ready : DeviceState.HostOwned),
        },
        "graphics-type" => device with { GraphicsType = Observed.Read(want.Value!), State = Observed.Read(DeviceState.Sliced) },
        _ => throw new InvalidOperationException($"A device has no field '{want.Field}' to write."),
    };

    private static Vm With(Vm vm, Want want, List<Host> hosts) => want.Field.Prefix switch
    {
        "power" => vm with { Power = Observed.Read(want.Value == "on" ? PowerState.On : PowerState.Off) },
        "host" => vm with { Host = new ObjectRef(ObjectKind.Host, vm.Ref.Site, want.Value!) },
        "firmware" => vm with { Firmware = Observed.Read(want.Value!) },
        "hardware-version" => vm with { HardwareVersion = Observed.Read(want.Value!) },
        "memory-reservation-mib" => vm with { ReservationMiB = Observed.Read(long.Parse(want.Value!, CultureInfo.InvariantCulture)) },
        "memory-reservation-locked" => vm with { ReservationLocked = Observed.Read(want.Value == "true") },
        "nested-virtualization" => vm with { NestedVirtualization = Observed.Read(want.Value == "true") },
        "guest-iommu" => vm with { GuestIommu = Observed.Read(want.Value == "true") },
        "memory-hot-add" => vm with { MemoryHotAdd = Observed.Read(want.Value == "true") },
        "option" => WithOption(vm, want.Field.Qualifier, want.Value),
        "mark" => WithOption(vm, VSphereOptions.MarkKey(want.Field.Qualifier), want.Value),
        "restore-point" => vm with { Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([new SnapshotInfo(want.Field.Qualifier, DateTimeOffset.UnixEpoch, false)]) },
        "attached" => vm with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([.. Attached(vm, want, hosts)]) },
        "host-rule" => vm,
        _ => throw new InvalidOperationException($"A VM has no field '{want.Field}' to write."),
    };

    private static Vm WithOption(Vm vm, string key, string? value) => vm with
    {
        Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(vm.Options.Or(new Dictionary<string, string>())) { [key] = value ?? "" }),
    };

    private static IEnumerable<AttachedDevice> Attached(Vm vm, Want want, List<Host> hosts)
    {
        var others = vm.Attached.Or([]).Where(a => a.Backing != want.Field.Qualifier);
        var count = int.Parse(want.Value ?? "0", CultureInfo.InvariantCulture);
        var backing = Backing.Parse(want.Field.Qualifier);
        var place = (backing as FixedBacking)?.Address;
        Assert.True(place is null || hosts.Any(h => h.DeviceAt(place.Value) is not null));
        return others.Concat(Enumerable.Range(0, count).Select(i => new AttachedDevice
        {
            Key = (13000 + i).ToString(CultureInfo.InvariantCulture),
            Way = backing is ProfileBacking or GroupBacking ? Way.Shared : Way.Direct,
            Backing = want.Field.Qualifier,
            Address = place,
        }));
    }

    private static Host Held(Host host, List<Vm> vms) => host with
    {
        Devices = [.. host.Devices.Select(d =>
        {
            var holders = vms.Where(v => v.Host == host.Ref && v.Attached.Or([]).Any(a => a.Address == d.Address)).Select(v => v.Ref).Order().ToList();
            return holders.Count == 0 ? d : d with { HeldBy = holders, State = Observed.Read(DeviceState.InUse) };
        })],
    };
}

using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.TestKit;

/// <summary>A fake site's state as inventory records.</summary>
internal static class FakeInventory
{
    public static readonly PciId CardId = new(PciId.Nvidia, 0x2235);

    public static SiteInventory Of(FakeSite site) => new()
    {
        Site = new Site
        {
            Ref = new ObjectRef(ObjectKind.Site, FakeSite.Instance, FakeSite.Instance),
            Alias = site.Alias,
            Hypervisor = Hypervisor.VSphere,
            Product = "Fake 1.0",
            ApiVersion = "1",
            ManagesFleet = true,
        },
        Clusters = [.. site.Hosts.Select(h => h.Cluster).OfType<string>().Distinct(StringComparer.Ordinal).Select(c => new Cluster
        {
            Ref = new ObjectRef(ObjectKind.Cluster, FakeSite.Instance, c),
            Name = c,
        })],
        Hosts = [.. site.Hosts.OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => OfHost(site, h))],
        Vms = [.. site.Vms.OrderBy(v => v.Name, StringComparer.Ordinal).Select(OfVm)],
    };

    private static Host OfHost(FakeSite site, FakeHost host) => new()
    {
        Ref = host.Ref,
        Name = host.Name,
        ClusterId = host.Cluster,
        MemoryMiB = Observed.Read(host.MemoryMiB),
        FreeMemoryMiB = Observed.Read(host.MemoryMiB - site.Vms.Where(v => v.Host == host.Ref && v.Power == PowerState.On).Sum(v => v.ReservationMiB)),
        Connection = Observed.Read(host.Responds ? HostConnection.Connected : HostConnection.NotResponding),
        Maintenance = host.Responds ? Observed.Read(host.Maintenance) : Observed<bool>.Unreadable("The host does not answer."),
        RebootPending = Observed.Read(host.Devices.Any(d => d.Wanted != d.Active)),
        BootTime = host.Responds ? Observed.Read(host.BootTime) : Observed<DateTimeOffset>.Unreadable("The host does not answer."),
        RebootSupported = Observed.Read(true),
        Profiles = Observed.Read<IReadOnlyList<SliceProfile>>(host.Devices.Any(d => d.GraphicsType == "sharedDirect") ? [new SliceProfile { Name = "a40-8q", Free = Observed.Read(4) }] : []),
        Storage = ["store-1"],
        Networks = ["net-1"],
        Devices = [.. host.Devices.OrderBy(d => d.Address).Select(d => OfDevice(site, host, d))],
    };

    private static Device OfDevice(FakeSite site, FakeHost host, FakeDevice device)
    {
        var holders = site.Vms.Where(v => v.Host == host.Ref && v.Attached.ContainsKey(FakeWayPlanner.BackingOf(device.Address))).Select(v => v.Ref).ToList();
        return new Device
        {
            Ref = device.Ref,
            Address = device.Address,
            Id = CardId,
            Class = new PciClass(0x0302),
            VendorName = "NVIDIA",
            Name = "A40",
            PassthroughWanted = Observed.Read(device.Wanted),
            State = Observed.Read((device.Wanted, device.Active) switch
            {
                (true, true) when holders.Count > 0 => DeviceState.InUse,
                (true, true) => DeviceState.Ready,
                (true, false) => DeviceState.WaitingForReboot,
                (false, true) => DeviceState.ReleaseWaitingForReboot,
                _ => DeviceState.HostOwned,
            }),
            HeldBy = holders,
            GraphicsType = Observed.Read(device.GraphicsType),
            SlicesWaitFor = device.GraphicsType == "shared" ? Observed.Read("the graphics type 'sharedDirect'") : Observed<string>.Absent,
        };
    }

    private static Vm OfVm(FakeVm vm) => new()
    {
        Ref = vm.Ref,
        Name = vm.Name,
        Path = "folder/" + vm.Name,
        Host = vm.Host,
        Power = Observed.Read(vm.Power),
        Firmware = Observed.Read("efi"),
        HardwareVersion = Observed.Read("v1"),
        MemoryMiB = Observed.Read(vm.MemoryMiB),
        ReservationMiB = Observed.Read(vm.ReservationMiB),
        Options = Observed.Read<IReadOnlyDictionary<string, string>>(vm.Options
            .Concat(vm.Mark.Select(m => KeyValuePair.Create(FakeWayPlanner.MarkOption + m.Key, m.Value)))
            .Concat(vm.Guest.Select(m => KeyValuePair.Create(FakeWayPlanner.GuestOption + m.Key, m.Value)))
            .ToDictionary(StringComparer.Ordinal)),
        Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([.. vm.Attached.SelectMany(a => Enumerable.Range(0, a.Value).Select(i => new AttachedDevice
        {
            Key = $"{a.Key}#{i}",
            Way = a.Key.StartsWith("profile", StringComparison.Ordinal) ? Way.Shared : Way.Direct,
            Backing = a.Key,
            Address = a.Key.StartsWith("fixed ", StringComparison.Ordinal) ? PciAddress.Parse(a.Key.Split(' ')[1]) : null,
        }))]),
        Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([.. vm.RestorePoints.Select(p => new SnapshotInfo(p, DateTimeOffset.UnixEpoch, false))]),
        GuestTools = Observed.Read("running"),
        Storage = ["store-1"],
        Networks = ["net-1"],
    };
}

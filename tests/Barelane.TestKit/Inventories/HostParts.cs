using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.TestKit.Inventories;

/// <summary>What a host of <see cref="InventoryBuilder"/> can be given.</summary>
public static class HostParts
{
    /// <summary>Puts a card into the host; its functions are at the address and after it. They belong to the host, unless <paramref name="change"/> says otherwise.</summary>
    public static Func<Host, Host> Card(string address, IReadOnlyList<Device> functions, Func<Device, Device>? change = null) => host =>
    {
        var first = PciAddress.Parse(address);
        var placed = functions.Select((f, i) =>
        {
            var at = new PciAddress(first.Domain, first.Bus, first.Device, (byte)(first.Function + i));
            var device = f with { Ref = ObjectRef.Device(host.Ref, at), Address = at };
            return change?.Invoke(device) ?? device;
        });
        return host with { Devices = [.. host.Devices, .. placed] };
    };

    /// <summary>The function is given away by the host and ready for a VM.</summary>
    public static Device Ready(Device device) => device with { State = Observed.Read(DeviceState.Ready), PassthroughWanted = Observed.Read(true) };

    /// <summary>The card's slices wait for a change of its host.</summary>
    public static Device SlicesWait(Device device) => device with { SlicesWaitFor = Observed.Read("the graphics type 'sharedDirect' (it is 'shared')") };

    /// <summary>The host can give a device away without a reboot.</summary>
    public static Host Rebinds(Host host) => host with { RebindWithoutReboot = Observed.Read(true) };

    /// <summary>The host offers slices of a profile.</summary>
    public static Func<Host, Host> Offers(string profile, long memoryMiB, int free) => host => host with
    {
        Profiles = Observed.Read<IReadOnlyList<SliceProfile>>(
        [
            .. host.Profiles.Or([]),
            new SliceProfile { Name = profile, MemoryMiB = Observed.Read(memoryMiB), Free = Observed.Read(free) },
        ]),
    };
}

using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>
/// Finds every device's address. Windows tells bus number and address of a device node; where it tells neither of a dismounted one, its location path gives device and function, and
/// the bus is that of what hangs on the same bridge, or the one that a VM's mark names for such a card.
/// </summary>
internal sealed class DevicePlaces
{
    private readonly Dictionary<string, PlacedDevice> _byPath = new(StringComparer.OrdinalIgnoreCase);

    public DevicePlaces(IReadOnlyList<DeviceAnswer> devices, IEnumerable<string> marked)
    {
        var read = devices.Select(d => (Answer: d, Properties: new DeviceProperties(d.Properties)))
            .Select(d => (d.Answer, d.Properties, Path: LocationPath.Among(d.Properties.LocationPaths), Id: InstanceId.Ids(d.Answer.Id))).ToList();
        var buses = read.Where(d => d.Path is not null && d.Properties.BusNumber.HasValue)
            .GroupBy(d => d.Path!.Parent, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Properties.BusNumber.Value, StringComparer.OrdinalIgnoreCase);
        var cards = marked.Select(HyperVBackings.FunctionOf).OfType<(PciAddress Address, PciId Id)>().Distinct().ToList();
        var placed = new List<PlacedDevice>();
        var lost = new List<string>();
        foreach (var (answer, properties, path, id) in read)
        {
            if (id is { } ids && AddressOf(properties, path, ids, buses, cards) is { } address)
            {
                placed.Add(new PlacedDevice(answer, properties, address, path, ids));
            }
            else
            {
                lost.Add($"The host does not tell the PCI address of '{answer.Name}' ('{answer.Id}'{(path is null ? "" : $", at '{path.Text}'")}).");
            }
        }

        // A device that was just mounted may still have its old node beside the new one: what is on the host counts.
        All = [.. placed.GroupBy(p => p.Address).Select(g => g.OrderBy(p => p.IsDismounted).First()).OrderBy(p => p.Address)];
        Lost = lost;
        foreach (var device in All.Where(d => d.Path is not null))
        {
            _byPath.TryAdd(device.Path!.Text, device);
        }
    }

    /// <summary>Devices with their addresses, in address order.</summary>
    public IReadOnlyList<PlacedDevice> All { get; }

    /// <summary>Devices whose address can't be told, a sentence each.</summary>
    public IReadOnlyList<string> Lost { get; }

    /// <summary>What is at a location path; null for nothing.</summary>
    public PlacedDevice? At(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The device of an instance id, whether mounted or not; null for none.</summary>
    public PlacedDevice? ById(string instanceId) => All.FirstOrDefault(d => InstanceId.OnHost(d.Answer.Id).Equals(InstanceId.OnHost(instanceId), StringComparison.OrdinalIgnoreCase));

    private static PciAddress? AddressOf(DeviceProperties properties, LocationPath? path, PciId id, Dictionary<string, long> buses, List<(PciAddress Address, PciId Id)> cards)
    {
        if (properties.BusNumber.TryGet(out var bus) && properties.Address.TryGet(out var address))
        {
            return Place(bus, (address >> 16) & 0xffff, address & 0xffff);
        }

        if (path is null)
        {
            return null;
        }

        if (buses.TryGetValue(path.Parent, out bus))
        {
            return Place(bus, path.Device, path.Function);
        }

        var known = cards.Where(c => (c.Id.Vendor, c.Id.Device) == (id.Vendor, id.Device) && c.Address.Device == path.Device && c.Address.Function == path.Function).ToList();
        return known.Count == 1 ? known[0].Address : null;
    }

    private static PciAddress? Place(long bus, long device, long function) =>
        device is >= 0 and <= 31 && function is >= 0 and <= 7 && bus is >= 0 and <= uint.MaxValue ? new PciAddress((uint)(bus >> 8), (byte)(bus & 0xff), (byte)device, (byte)function) : null;
}

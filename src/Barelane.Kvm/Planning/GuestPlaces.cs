using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>
/// Gives out places in a guest: a card's functions on one slot, as on the host, each card behind a root port of its own. Ports that are free come first; then
/// new ones by the next index. A machine without PCI Express has slots of its root bus.
/// </summary>
internal sealed class GuestPlaces
{
    private readonly Queue<byte> _free;
    private readonly bool _isExpress;
    private int _nextController;
    private int _nextSlot;

    public GuestPlaces(IReadOnlyDictionary<string, string> options)
    {
        _free = new Queue<byte>((options.GetValueOrDefault(DomainOptions.FreePorts) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => byte.Parse(p, CultureInfo.InvariantCulture)));
        _isExpress = !options.ContainsKey(DomainOptions.FreeSlot);
        _nextController = int.Parse(options.GetValueOrDefault(DomainOptions.NextController) ?? "1", CultureInfo.InvariantCulture);
        _nextSlot = int.Parse(options.GetValueOrDefault(DomainOptions.FreeSlot) ?? "0", CultureInfo.InvariantCulture);
    }

    /// <summary>How many root ports have to be added.</summary>
    public int Added { get; private set; }

    /// <summary>Places for a card's functions, in their order; null where the guest has no more.</summary>
    public IReadOnlyList<PciAddress>? Take(int functions)
    {
        if (!_isExpress)
        {
            return _nextSlot <= 31 && functions <= 8 ? Slot(0, (byte)_nextSlot++, functions) : null;
        }

        if (functions > 8)
        {
            return null;
        }

        if (_free.TryDequeue(out var bus))
        {
            return Slot(bus, 0, functions);
        }

        if (_nextController > byte.MaxValue)
        {
            return null;
        }

        Added++;
        return Slot((byte)_nextController++, 0, functions);
    }

    private static IReadOnlyList<PciAddress> Slot(byte bus, byte slot, int functions) => [.. Enumerable.Range(0, functions).Select(f => new PciAddress(0, bus, slot, (byte)f))];
}

using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// Devices by their places: first those that the session was given, then the parts that the client has had made of them.
internal sealed unsafe partial class WorkerSession
{
    private const int MaxDevices = 1 << 16;
    private const int MaxProperties = 1 << 12;
    private readonly List<nint> _devices = [.. catalog.Devices];

    private void On(CreateSubDevices message, uint request)
    {
        var count = message.Properties.Length / sizeof(nint);
        if (message.Properties.Length % sizeof(nint) != 0 || count is < 2 or > MaxProperties)
        {
            throw new WireException($"A list of properties has {message.Properties.Length} bytes; {2 * sizeof(nint)} to {MaxProperties * sizeof(nint)} are allowed, in steps of {sizeof(nint)}.");
        }

        // Two zeros of our own at the end: no list of the client's is read beyond.
        var properties = new nint[count + 2];
        message.Properties.Span.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(properties.AsSpan()));
        var parent = Device(message.Device);
        uint made;
        int status;
        var parts = message.Room == 0 ? [] : new nint[Math.Min(message.Room, (uint)(MaxDevices - _devices.Count))];
        fixed (nint* list = properties, at = parts)
        {
            status = Cl.CreateSubDevices(parent, list, (uint)parts.Length, parts.Length == 0 ? null : at, &made);
        }

        var first = (uint)_devices.Count;
        if (status == 0 && parts.Length > 0)
        {
            parts = parts[..(int)Math.Min(made, (uint)parts.Length)];
            _devices.AddRange(parts);
        }

        Outgoing.Answer(new SubDevicesMade { Status = status, Count = status == 0 ? made : 0, First = first, Devices = status == 0 ? DeviceCatalog.Describe(parts, settings.MemoryLimit) : [] }, request);
    }

    private void On(ReleaseSubDevice message)
    {
        var part = Device(message.Device);
        if (message.Device < (uint)catalog.Devices.Length)
        {
            throw new WireException($"The device {message.Device} is no part of one, and can't be released.");
        }

        _ = Cl.ReleaseDevice(part);
        _devices[(int)message.Device] = 0;
    }

    private uint[] Places(IdList list)
    {
        var places = new uint[list.Count];
        for (var i = 0; i < places.Length; i++)
        {
            _ = Device(list[i]);
            places[i] = list[i];
        }

        return places;
    }

    private nint[] Handles(uint[] places) => [.. places.Select(Device)];

    private nint Device(uint place) =>
        place < (uint)_devices.Count && _devices[(int)place] is var handle and not 0 ? handle : throw new WireException($"There is no device {place}; the session has {_devices.Count}.");
}

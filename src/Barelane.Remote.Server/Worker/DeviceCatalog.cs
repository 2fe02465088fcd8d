using System.Buffers.Binary;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

/// <summary>The devices that a session sees, of one platform, and everything they say of themselves, read once.</summary>
internal sealed unsafe class DeviceCatalog
{
    private const uint Handles = 0x1031;
    private static readonly uint[] Unsaid = [Handles, 0x1042, 0x1047];

    private DeviceCatalog(nint platform, nint[] devices)
    {
        Platform = platform;
        Devices = devices;
    }

    public nint Platform { get; }

    public nint[] Devices { get; }

    /// <summary>The first platform that has devices, and those of its devices that are named by place, or all.</summary>
    public static DeviceCatalog Open(IReadOnlyList<int> places)
    {
        uint count;
        var status = Cl.GetPlatformIDs(0, null, &count);
        if (status != 0 || count == 0)
        {
            throw new InvalidOperationException($"OpenCL has no platform on this machine (status {status}).");
        }

        var platforms = new nint[count];
        fixed (nint* at = platforms)
        {
            _ = Cl.GetPlatformIDs(count, at, null);
        }

        foreach (var platform in platforms)
        {
            if (Cl.GetDeviceIDs(platform, ulong.MaxValue >> 32, 0, null, &count) != 0 || count == 0)
            {
                continue;
            }

            var devices = new nint[count];
            fixed (nint* at = devices)
            {
                _ = Cl.GetDeviceIDs(platform, ulong.MaxValue >> 32, count, at, null);
            }

            return new DeviceCatalog(platform, places.Count == 0 ? devices : [.. places.Where(p => p < devices.Length).Select(p => devices[p])]);
        }

        throw new InvalidOperationException("OpenCL has platforms on this machine, and none of them has a device.");
    }

    /// <summary>Each device's name and memory.</summary>
    public IReadOnlyList<ListedDevice> List() =>
        [.. Devices.Select(d => new ListedDevice(
            System.Text.Encoding.UTF8.GetString(Cl.Ask(&Cl.GetDeviceInfo, d, 0x102B) ?? []).TrimEnd('\0'),
            Cl.Ask(&Cl.GetDeviceInfo, d, 0x101F) is { Length: 8 } memory ? BinaryPrimitives.ReadUInt64LittleEndian(memory) : 0))];

    /// <summary>The frame that opens a session.</summary>
    public Ready Describe(ulong memoryLimit) => new()
    {
        Platform = Properties(&Cl.GetPlatformInfo, Platform, [(0x0900, 0x0910), (0x0920, 0x0921)]),
        Devices = Describe(Devices, memoryLimit),
        MemoryLimit = memoryLimit,
    };

    /// <summary>What devices, or parts of them, say of themselves.</summary>
    public static DeviceItem[] Describe(nint[] devices, ulong memoryLimit) => [.. devices.Select(d => new DeviceItem { Properties = DeviceProperties(d, memoryLimit) })];

    private static Property[] DeviceProperties(nint device, ulong memoryLimit)
    {
        // The standard's numbers and the ranges that vendors took: whatever the device answers to goes along.
        var all = Properties(&Cl.GetDeviceInfo, device, [(0x1000, 0x1090), (0x4000, 0x4050), (0x4100, 0x4120), (0x4200, 0x4260)]);
        foreach (ref var property in all.AsSpan())
        {
            // What a session may hold and what its devices say they have must agree, or programs plan with what they don't get.
            if (memoryLimit > 0 && property.Name is 0x101F or 0x1010 && property.Value.Length == 8)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(property.Value, Math.Min(memoryLimit, BinaryPrimitives.ReadUInt64LittleEndian(property.Value)));
            }
        }

        return all;
    }

    private static Property[] Properties(delegate*<nint, uint, nuint, void*, nuint*, int> query, nint of, (uint From, uint To)[] ranges)
    {
        var found = new List<Property>();
        foreach (var (from, to) in ranges)
        {
            for (var name = from; name < to; name++)
            {
                if (!Unsaid.Contains(name) && Cl.Ask(query, of, name) is { } value)
                {
                    found.Add(new Property { Name = name, Value = value });
                }
            }
        }

        return [.. found];
    }
}

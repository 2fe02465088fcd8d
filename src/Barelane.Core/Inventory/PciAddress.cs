using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Barelane.Core.Inventory;

/// <summary>A PCI function's place: domain (up to 32 bits, as VMD uses), bus, device (0–31), function (0–7). The only way an address travels.</summary>
public readonly record struct PciAddress : IComparable<PciAddress>
{
    /// <summary>Makes an address from its parts; throws when device or function is out of range.</summary>
    public PciAddress(uint domain, byte bus, byte device, byte function)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(device, (byte)31);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(function, (byte)7);
        Domain = domain;
        Bus = bus;
        Device = device;
        Function = function;
    }

    /// <summary>Domain (segment).</summary>
    public uint Domain { get; }

    /// <summary>Bus number.</summary>
    public byte Bus { get; }

    /// <summary>Device number, the "slot" of lspci.</summary>
    public byte Device { get; }

    /// <summary>Function number.</summary>
    public byte Function { get; }

    /// <summary>Parses <c>0000:3b:00.0</c>: four to eight hex digits of domain; nothing else is taken.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static PciAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not a PCI address; write domain:bus:device.function in hex, e.g. 0000:3b:00.0.");

    /// <summary>Parses strictly; false for anything that is not a full address.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PciAddress address)
    {
        address = default;
        if (text is null)
        {
            return false;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 4 or > 8 || text.Length != colon + 8 || text[colon + 3] != ':' || text[colon + 6] != '.')
        {
            return false;
        }

        if (!TryHex(text.AsSpan(0, colon), out var domain) || !TryHex(text.AsSpan(colon + 1, 2), out var bus)
            || !TryHex(text.AsSpan(colon + 4, 2), out var device) || !TryHex(text.AsSpan(colon + 7, 1), out var function)
            || device > 31 || function > 7)
        {
            return false;
        }

        address = new PciAddress(domain, (byte)bus, (byte)device, (byte)function);
        return true;
    }

    /// <summary>True if both are functions of one device.</summary>
    public bool IsSameDevice(PciAddress other) => Domain == other.Domain && Bus == other.Bus && Device == other.Device;

    /// <inheritdoc/>
    public int CompareTo(PciAddress other) =>
        (Domain, Bus, Device, Function).CompareTo((other.Domain, other.Bus, other.Device, other.Function));

    /// <summary>The canonical text, lower-case hex: <c>0000:3b:00.0</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Domain:x4}:{Bus:x2}:{Device:x2}.{Function:x}");

    private static bool TryHex(ReadOnlySpan<char> text, out uint value) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}

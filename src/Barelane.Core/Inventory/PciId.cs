using System.Globalization;

namespace Barelane.Core.Inventory;

/// <summary>What a PCI function says it is: vendor, device and, where given, subsystem ids; all unsigned 16-bit.</summary>
/// <param name="Vendor">Vendor id, e.g. 0x10de.</param>
/// <param name="Device">Device id, e.g. 0x2235.</param>
/// <param name="SubVendor">Subsystem vendor id; 0 where the function has none.</param>
/// <param name="SubDevice">Subsystem device id; 0 where the function has none.</param>
public readonly record struct PciId(ushort Vendor, ushort Device, ushort SubVendor = 0, ushort SubDevice = 0)
{
    /// <summary>NVIDIA's vendor id.</summary>
    public const ushort Nvidia = 0x10de;

    /// <summary>AMD's vendor id.</summary>
    public const ushort Amd = 0x1002;

    /// <summary>Intel's vendor id.</summary>
    public const ushort Intel = 0x8086;

    /// <summary>Parses <c>10de:2235</c> or <c>10de:2235:10de:145a</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out PciId id)
    {
        id = default;
        var parts = text?.Split(':');
        if (parts is not { Length: 2 or 4 })
        {
            return false;
        }

        Span<ushort> values = stackalloc ushort[4];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length != 4 || !ushort.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out values[i]))
            {
                return false;
            }
        }

        id = new PciId(values[0], values[1], values[2], values[3]);
        return true;
    }

    /// <summary><c>vendor:device</c> in hex, as lspci prints it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Vendor:x4}:{Device:x4}");
}

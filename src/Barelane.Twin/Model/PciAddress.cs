using System.Globalization;

namespace Barelane.Twin.Model;

/// <summary>A PCI address; on the wire 'ssss:bb:ss.f' in hex, in messages and .vmx files with a decimal bus (§1.3).</summary>
internal readonly record struct PciAddress(int Segment, int Bus, int Slot, int Function)
{
    /// <summary>'97:0.0', as power-on messages name the device (§5 #4).</summary>
    public string InMessages => string.Create(CultureInfo.InvariantCulture, $"{Bus}:{Slot}.{Function}");

    /// <summary>'00000:138:00.0', as the .vmx file has it.</summary>
    public string InVmx => string.Create(CultureInfo.InvariantCulture, $"{Segment:00000}:{Bus:000}:{Slot:00}.{Function}");

    public static PciAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var first = colon > 0 ? text.LastIndexOf(':', colon - 1) : -1;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (first < 1 || dot < colon)
        {
            throw new FormatException($"'{text}' is not a PCI address; an address looks like '0000:3b:00.0'.");
        }

        return new PciAddress(
            Hex(text[..first]), Hex(text[(first + 1)..colon]), Hex(text[(colon + 1)..dot]), Hex(text[(dot + 1)..]));
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

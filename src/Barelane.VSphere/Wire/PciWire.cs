using System.Globalization;

namespace Barelane.VSphere.Wire;

/// <summary>
/// The encodings of PCI ids in vim25, in one place. Ids are 16 bits without sign, but travel as signed shorts; the device id of a fixed DirectPath
/// backing is the exception, a lower-case hexadecimal string of the unsigned id. A wrong one is accepted by ReconfigVM and fails at power-on.
/// </summary>
internal static class PciWire
{
    /// <summary>The id behind a short that came over the wire, signed or not.</summary>
    public static ushort Unsigned16(long wire) =>
        wire is >= short.MinValue and <= ushort.MaxValue
            ? unchecked((ushort)wire)
            : throw new VimAnswerException($"A PCI id arrived as '{wire}'; required is a number from {short.MinValue} to {ushort.MaxValue}.");

    /// <summary>The bus, slot or function behind a byte that came over the wire, signed or not.</summary>
    public static byte Unsigned8(long wire) =>
        wire is >= sbyte.MinValue and <= byte.MaxValue
            ? unchecked((byte)wire)
            : throw new VimAnswerException($"A PCI bus, slot or function arrived as '{wire}'; required is a number from {sbyte.MinValue} to {byte.MaxValue}.");

    /// <summary>An id as an xsd:short: 0x8086 is -32634.</summary>
    public static short Signed16(ushort id) => unchecked((short)id);

    /// <summary>The device id of a fixed DirectPath backing: 0x20f1 is "20f1", without a prefix and without padding.</summary>
    public static string DeviceIdHex(ushort deviceId) => deviceId.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a device id of a fixed DirectPath backing, also with the prefix "0x" that a VMX file has, and the two's complement of a negative short
    /// ("-df0f") that some clients write. Null when it is none of these.
    /// </summary>
    public static ushort? ParseDeviceIdHex(string text)
    {
        var negative = text.StartsWith('-');
        var digits = negative ? text.AsSpan(1) : text.AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return negative ? unchecked((ushort)-value) : value;
    }

    /// <summary>Splits a vGPU device id, (device &lt;&lt; 16) | vendor: 552669406 is device 0x20f1 of vendor 0x10de.</summary>
    public static (ushort VendorId, ushort DeviceId) SplitDeviceVendorId(long wire) => (unchecked((ushort)wire), unchecked((ushort)(wire >> 16)));
}

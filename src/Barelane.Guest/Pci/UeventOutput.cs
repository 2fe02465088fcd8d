using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Pci;

/// <summary>Reads the kernel's <c>uevent</c> files of PCI functions, one after the other: <c>KEY=value</c> lines, each file closed by MODALIAS.</summary>
internal static class UeventOutput
{
    /// <summary>The functions that were told completely, in the order given.</summary>
    public static IReadOnlyList<GuestFunction> Parse(string text)
    {
        var functions = new List<GuestFunction>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            var equals = line.IndexOf('=');
            if (equals <= 0)
            {
                continue;
            }

            values[line[..equals].ToString()] = line[(equals + 1)..].ToString();
            if (!line.StartsWith("MODALIAS=", StringComparison.Ordinal))
            {
                continue;
            }

            if (TryFunction(values) is { } function)
            {
                functions.Add(function);
            }

            values.Clear();
        }

        return functions;
    }

    private static GuestFunction? TryFunction(Dictionary<string, string> values)
    {
        // PCI_CLASS is class, subclass and interface in hex without leading zeros: 30200.
        if (!PciAddress.TryParse(values.GetValueOrDefault("PCI_SLOT_NAME"), out var address)
            || !PciId.TryParse(values.GetValueOrDefault("PCI_ID"), out var id)
            || !uint.TryParse(values.GetValueOrDefault("PCI_CLASS"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0xffffff)
        {
            return null;
        }

        return new GuestFunction
        {
            Address = address,
            Id = id,
            Class = new PciClass((ushort)(code >> 8)),
            Driver = UntrustedText.Clean(values.GetValueOrDefault("DRIVER", "")),
        };
    }
}

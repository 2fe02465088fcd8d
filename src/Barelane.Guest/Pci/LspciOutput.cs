using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Pci;

/// <summary>
/// Reads <c>lspci -Dnnk</c>: a line for each function, which ends in <c>[class]: name [vendor:device] (rev xx)</c>, then indented lines
/// that tell the driver. Lines in no such form are passed over.
/// </summary>
internal static class LspciOutput
{
    private const string DriverLabel = "Kernel driver in use:";

    /// <summary>The functions, in the order given.</summary>
    public static IReadOnlyList<GuestFunction> Parse(string text)
    {
        var functions = new List<GuestFunction>();
        var isInside = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            if (raw.Length == 0)
            {
                continue;
            }

            if (!char.IsWhiteSpace(raw[0]))
            {
                isInside = TryHead(raw.ToString(), out var function);
                if (function is not null)
                {
                    functions.Add(function);
                }

                continue;
            }

            var line = raw.Trim();
            if (isInside && line.StartsWith(DriverLabel, StringComparison.Ordinal))
            {
                functions[^1] = functions[^1] with { Driver = UntrustedText.Clean(line[DriverLabel.Length..].Trim()) };
            }
        }

        return functions;
    }

    private static bool TryHead(string line, [NotNullWhen(true)] out GuestFunction? function)
    {
        function = null;
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !PciAddress.TryParse(line[..space], out var address))
        {
            return false;
        }

        // The class is in the first brackets that a colon follows; names may hold brackets of their own ("GA102GL [A40]").
        var classEnd = line.IndexOf("]: ", StringComparison.Ordinal);
        if (classEnd < 5 || line[classEnd - 5] != '['
            || !ushort.TryParse(line.AsSpan(classEnd - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return false;
        }

        var idEnd = line.LastIndexOf(']');
        var idStart = idEnd < 0 ? -1 : line.LastIndexOf('[', idEnd);
        if (idStart <= classEnd || !PciId.TryParse(line[(idStart + 1)..idEnd], out var id))
        {
            return false;
        }

        function = new GuestFunction
        {
            Address = address,
            Id = id,
            Class = new PciClass(code),
            Name = UntrustedText.Clean(line.AsSpan(classEnd + 3, idStart - classEnd - 3).Trim()),
        };
        return true;
    }
}

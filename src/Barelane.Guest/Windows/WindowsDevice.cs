using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Windows;

/// <summary>A device as Windows describes it (Win32_PnPEntity, with Win32_PnPSignedDriver for displays).</summary>
internal sealed record WindowsDevice
{
    /// <summary>Its instance id: <c>PCI\VEN_10DE&amp;DEV_2235&amp;SUBSYS_145A10DE&amp;REV_A1\…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Its name, in the system's language.</summary>
    public string? Name { get; init; }

    /// <summary>Its setup class; empty where no driver gave it one.</summary>
    public string? Class { get; init; }

    /// <summary>Its PCI class as a compatible id: <c>PCI\CC_0302</c>.</summary>
    public string? Compatible { get; init; }

    /// <summary>Its problem code; null where Windows does not tell.</summary>
    public int? Code { get; init; }

    /// <summary>The service that drives it.</summary>
    public string? Service { get; init; }

    /// <summary>Who provides its driver.</summary>
    public string? Provider { get; init; }

    /// <summary>Its driver's version.</summary>
    public string? Version { get; init; }

    /// <summary>Its driver's date, year first.</summary>
    public string? Date { get; init; }

    /// <summary>The PCI function behind it; null where it is none.</summary>
    public GuestFunction? Function => Hex(Id, "VEN_") is { } vendor && Hex(Id, "DEV_") is { } device
        ? new GuestFunction
        {
            Id = new PciId(vendor, device),
            Class = new PciClass(Hex(Compatible, "CC_") ?? (string.Equals(Class, "Display", StringComparison.OrdinalIgnoreCase) ? (ushort)0x0300 : (ushort)0)),
            Name = UntrustedText.Clean(Name),
            Driver = UntrustedText.Clean(Service),
        }
        : null;

    private static ushort? Hex(string? text, string label)
    {
        var at = text is not null && text.StartsWith(@"PCI\", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(label, StringComparison.OrdinalIgnoreCase) : -1;
        var start = at + label.Length;
        return at >= 0 && text!.Length >= start + 4
            && ushort.TryParse(text.AsSpan(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}

using System.Globalization;

namespace Barelane.Core.Inventory;

/// <summary>A PCI class code: base class and subclass, e.g. 0x0302.</summary>
/// <param name="Code">The 16-bit code; the programming interface byte is left out.</param>
public readonly record struct PciClass(ushort Code)
{
    /// <summary>VGA, 3D or other display controller, or a processing accelerator (how Instinct and Gaudi cards appear).</summary>
    public bool IsGpu => (Code >> 8) is 0x03 or 0x12;

    /// <summary>A VGA-compatible controller: the kind that can be a host's console.</summary>
    public bool IsVga => Code == 0x0300;

    /// <summary>A PCI bridge.</summary>
    public bool IsBridge => (Code >> 8) == 0x06;

    /// <summary>Mass storage, NVMe included.</summary>
    public bool IsStorage => (Code >> 8) == 0x01;

    /// <summary>A network controller.</summary>
    public bool IsNetwork => (Code >> 8) == 0x02;

    /// <inheritdoc/>
    public override string ToString() => Code.ToString("x4", CultureInfo.InvariantCulture);
}

using Barelane.Core.Facts;

namespace Barelane.VSphere.Inventory;

/// <summary>Infers which card draws a host's console: vSphere does not tell.</summary>
internal sealed class HostConsole
{
    private readonly List<PciRow> _vga;
    private readonly PciRow? _management;
    private readonly Observed<bool> _only;
    private readonly Observed<bool> _another;
    private readonly Observed<bool> _several;

    public HostConsole(HostRow host)
    {
        _vga = host.Pci?.Where(d => d.Class.IsVga).ToList() ?? [];
        _management = _vga.Select(d => (PciRow?)d).FirstOrDefault(d => IsManagement(d!.Value));
        _only = Observed.Inferred(true, "It is the host's only VGA controller.");
        _another = _management is { } m
            ? Observed.Inferred(false, $"'{m.Name}' at {m.Address}, the management controller's, draws the console, unless the firmware prefers another.")
            : default;
        _several = Observed<bool>.Unreadable($"vSphere does not tell which of the host's {_vga.Count} VGA controllers draws the console.");
    }

    public Observed<bool> Of(PciRow device, bool isPassedThrough) => !device.Class.IsVga || isPassedThrough
        ? Observed.Read(false)
        : _vga.Count == 1 || IsManagement(device) ? _only
        : _management is not null ? _another
        : _several;

    /// <summary>Matrox and ASPEED draw for management controllers, the others for hypervisors beneath.</summary>
    private static bool IsManagement(PciRow device) => device.Id.Vendor is 0x102b or 0x1a03 or 0x15ad or 0x1234 or 0x1013;
}

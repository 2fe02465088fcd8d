using Barelane.Core.Facts;

namespace Barelane.VSphere.Inventory;

/// <summary>Infers what a host boots from, from its storage adapters: the interface does not name the boot device.</summary>
internal sealed class HostBoot
{
    private const string NoAdapter = "No storage adapter of the host belongs to it.";
    private readonly HostRow _host;
    private readonly List<AdapterRow> _local;
    private readonly Observed<bool> _others;

    public HostBoot(HostRow host)
    {
        _host = host;
        _local = host.Adapters?.Where(a => a.IsLocal).ToList() ?? [];
        _others = Observed<bool>.Unreadable($"vSphere does not tell which of the host's {_local.Count} storage controllers it boots from.");
    }

    /// <summary>Whether the host boots from USB or SD.</summary>
    public Observed<bool> FromUsb()
    {
        if (_host.Adapters is not { Count: > 0 } adapters)
        {
            return _host.Lack<bool>(HostProperties.Adapters);
        }

        var usb = adapters.FindIndex(a => a.IsUsb);
        return usb < 0 ? Observed.Inferred(false, $"None of its {adapters.Count} storage adapters has a USB driver.")
            : _local.Count == 0 ? Observed.Inferred(true, $"'{adapters[usb].Device}' with the driver '{adapters[usb].Driver}' is its only local storage adapter.")
            : Observed<bool>.Unreadable($"It has the USB storage adapter '{adapters[usb].Device}' beside {Amount.Of(_local.Count, "other")}, and vSphere does not tell which it boots from.");
    }

    /// <summary>Whether the host boots from behind this function; asked of storage controllers, nothing else can.</summary>
    public Observed<bool> Of(PciRow device, bool isPassedThrough)
    {
        if (!device.Class.IsStorage || isPassedThrough)
        {
            return Observed.Read(false);
        }

        if (_host.Adapters is null)
        {
            return _host.Lack<bool>(HostProperties.Adapters);
        }

        return _local.TrueForAll(a => a.Address != device.Address) ? Observed.Inferred(false, NoAdapter)
            : _local.Count == 1 ? Observed.Inferred(true, "It is the host's only local storage controller.")
            : _others;
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>Records a host with its functions.</summary>
internal static class HostRecord
{
    private const int UsbClass = 0x0c03;

    public static RecordedHost Of(Host host, Places places, RecordingNotes notes)
    {
        var usual = new RecordedHost();
        var (version, build) = SiteRecorder.VersionOf(host.Product.Or(""));
        var profiles = host.Profiles.Or([]);
        var record = new RecordedHost
        {
            Name = host.Name,
            Uuid = host.Ref.Id,
            SystemId = notes.TakeOrNone(host.Name, "the system id that its devices are named by", host.PassthroughSystemId, "one that the twin makes"),
            Vendor = host.ServerVendor.Or(usual.Vendor),
            Model = host.ServerModel.Or(usual.Model),
            BiosVersion = host.FirmwareVersion.Or(usual.BiosVersion),
            CpuVendor = notes.Take(host.Name, "the vendor of its processors", host.CpuVendor, usual.CpuVendor),
            MemoryMib = notes.Take(host.Name, "its memory in MiB", host.MemoryMiB, usual.MemoryMib),
            Version = version,
            Build = build ?? usual.Build,
            ConnectionState = notes.Take(host.Name, "whether it is connected", host.Connection, HostConnection.Connected) switch
            {
                HostConnection.Connected => "connected",
                HostConnection.NotResponding => "notResponding",
                _ => "disconnected",
            },
            InMaintenanceMode = notes.Take(host.Name, "whether it is in maintenance mode", host.Maintenance, false),
            BootTime = host.BootTime.HasValue ? host.BootTime.Value : null,
            CanRebindWithoutReboot = notes.Take(host.Name, "whether its devices change hands without a reboot", host.RebindWithoutReboot, false),
            CanReboot = notes.Take(host.Name, "whether it can be rebooted from here", host.RebootSupported, true),
            DefaultGraphicsType = notes.Take(host.Name, "its default graphics type", host.DefaultGraphicsType, usual.DefaultGraphicsType),
            HasVgpuManager = profiles.Count > 0 || host.Devices.Any(d => d.State.Or(DeviceState.NotPossible) == DeviceState.Sliced),
            Datastores = host.Storage.Count == 0 ? null : [.. host.Storage],
            Networks = host.Networks.Count == 0 ? null : [.. host.Networks],
            Devices = [.. host.Devices.Select(d => DeviceRecord.Of(d, host, notes))],
        };
        AddBoot(record, host, notes);
        CheckReboot(host, notes);
        if (host.AssignableHardware.IsKnown && !host.AssignableHardware.Or(false) && version is { } text && Version.Parse(text).Major >= 7)
        {
            notes.Note(host.Name, "that it does not offer Dynamic DirectPath I/O", "it offers it", "The twin knows that only by the version.");
        }

        return record;
    }

    /// <summary>Names the adapters that the host may boot from, so that the same is inferred from them again.</summary>
    private static void AddBoot(RecordedHost record, Host host, RecordingNotes notes)
    {
        var number = 0;
        foreach (var device in host.Devices.Where(d => d.Class.IsStorage && d.CarriesHostBoot.Or(d.CarriesHostBoot.State == ObservedState.Unreadable)))
        {
            record.Devices.First(d => d.Address == device.Address.ToString()).HostName = $"vmhba{number++}";
        }

        if (notes.Take(host.Name, "whether it boots from USB or SD", host.BootsFromUsb, false))
        {
            if (host.Devices.FirstOrDefault(d => d.Class.Code == UsbClass) is { } usb)
            {
                var adapter = record.Devices.First(d => d.Address == usb.Address.ToString());
                (adapter.HostName, adapter.StorageDriver) = ("vmhba32", "vmkusb");
            }
            else
            {
                notes.Note(host.Name, "that it boots from USB or SD", "it does not", "It shows no USB controller that this could be recorded with.");
            }
        }
    }

    private static void CheckReboot(Host host, RecordingNotes notes)
    {
        var isOfDevices = host.Devices.Any(d => d.State.Or(DeviceState.NotPossible) is DeviceState.WaitingForReboot or DeviceState.ReleaseWaitingForReboot);
        if (notes.Take(host.Name, "whether an earlier change waits for a reboot", host.RebootPending, false) && !isOfDevices)
        {
            notes.Note(host.Name, "that an earlier change waits for a reboot", "none waits", "It is no change of a device, and the twin knows no other.");
        }
    }
}

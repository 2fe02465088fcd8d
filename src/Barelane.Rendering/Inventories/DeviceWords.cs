using Barelane.Core.Inventory;

namespace Barelane.Rendering.Inventories;

/// <summary>Devices and their states in words.</summary>
public static class DeviceWords
{
    /// <summary>The name people know, with the ids: <c>NVIDIA A40 [10de:2235]</c>.</summary>
    public static string NameOf(Device device)
    {
        var name = device.Name.Length > 0 ? device.Name : device.VendorName.Length > 0 ? device.VendorName : $"device of class {device.Class}";
        return $"{name} [{device.Id}]";
    }

    /// <summary>Its state, with the VMs that hold it.</summary>
    public static string StateOf(FleetInventory fleet, Device device)
    {
        var state = FactWords.Of(device.State, s => s switch
        {
            DeviceState.NotPossible => "passthrough not possible",
            DeviceState.HostOwned => "owned by the host",
            DeviceState.WaitingForReboot => "waiting for a reboot to be ready",
            DeviceState.ReleaseWaitingForReboot => "waiting for a reboot to go back to the host",
            DeviceState.Ready => "ready",
            DeviceState.InUse => "in use",
            DeviceState.Sliced => "shared (vGPU)",
            _ => "stuck: an operation on it never came back",
        });
        var holders = device.HeldBy.Select(fleet.NameOf).ToList();
        var held = holders.Count == 0 ? state : $"{state} by {string.Join(" and ", holders)}";
        return device.HostUse.TryGet(out var use) ? $"{held}: {use}" : held;
    }
}

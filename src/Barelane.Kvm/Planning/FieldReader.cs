using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Planning;

/// <summary>Reads a field from the inventory: the common ones and KVM's own.</summary>
internal static class FieldReader
{
    public static Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) =>
        ReadOwn(fleet, target, field) ?? CommonFields.TryRead(fleet, target, field)
        ?? Observed<string>.Unreadable($"KVM has no field '{field}' of a {target.Kind.ToString().ToLowerInvariant()}.");

    private static Observed<string>? ReadOwn(FleetInventory fleet, ObjectRef target, Field field) => target.Kind switch
    {
        ObjectKind.Vm => fleet.Vm(target) is { } vm && field.Prefix is "hostdev" or "maxphysaddr" or "mmio-window-mib" or "mark" ? OfOptions(vm, field.Name) : null,
        ObjectKind.Host => fleet.Host(target) is { } host ? OfHost(host, field) : null,
        ObjectKind.Device => fleet.Device(target) is { } device ? OfDevice(device, field) : OfFutureFunction(fleet, target, field),
        _ => null,
    };

    private static Observed<string> OfOptions(Vm vm, string name) => !vm.Options.TryGet(out var options) ? vm.Options.Map(_ => "")
        : options.TryGetValue(name, out var value) && value.Length > 0 ? Observed.Read(value) : Observed<string>.Absent;

    private static Observed<string>? OfHost(Host host, Field field) => field.Prefix switch
    {
        "iommu" or "kernel-argument" => Setting(host.Settings, field.Name),
        "mdev" or "mdev-definition" => host.Slices.IsKnown ? Setting(host.Settings, field.Name) : host.Slices.Map(_ => ""),
        _ => null,
    };

    private static Observed<string>? OfDevice(Device device, Field field) => field.Name switch
    {
        "driver" or "driver-override" or "boot-driver" or "virtual-functions" or "boot-virtual-functions" or "vgpu-type" or "boot-vgpu-type" => Setting(device.Settings, field.Name),
        "users" => device.Users.TryGet(out var users) ? Joined(users) : device.Users.Map(_ => ""),
        _ => null,
    };

    /// <summary>A virtual function that is yet to be made has no values; that is known, not unread.</summary>
    private static Observed<string>? OfFutureFunction(FleetInventory fleet, ObjectRef target, Field field) =>
        field.Name is "vgpu-type" or "boot-vgpu-type" or "driver" or "driver-override" or "boot-driver" or "holders"
        && fleet.Host(target.HostOfDevice()) is { } host
        && host.Devices.Any(d => d.VirtualFunctions.TryGet(out var v) && Enumerable.Range(0, v.Total).Any(i => v.PlaceOf(d.Address, i) == target.AddressOfDevice()))
            ? Observed<string>.Absent
            : null;

    private static Observed<string> Setting(IReadOnlyDictionary<string, Observed<string>> settings, string name) =>
        settings.TryGetValue(name, out var value) ? value : Observed<string>.Absent;

    private static Observed<string> Joined(IEnumerable<string> values) =>
        string.Join(',', values.Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? Observed.Read(joined) : Observed<string>.Absent;
}

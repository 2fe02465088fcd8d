using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>Reads from an inventory the fields whose meaning is the same on every hypervisor. Adapters add their own to it.</summary>
public static class CommonFields
{
    /// <summary>The field's present value; null where the field is none of the common ones.</summary>
    public static Observed<string>? TryRead(FleetInventory fleet, ObjectRef target, Field field) => target.Kind switch
    {
        ObjectKind.Vm => fleet.Vm(target) is { } vm ? OfVm(vm, field) : OfMissingVm(fleet, target, field),
        ObjectKind.Host => fleet.Host(target) is { } host ? OfHost(host, field) : Missing(fleet, target),
        ObjectKind.Device => fleet.Device(target) is { } device ? OfDevice(device, field) : Missing(fleet, target),
        _ => null,
    };

    private static Observed<string>? OfVm(Vm vm, Field field) => field.Prefix switch
    {
        "exists" => Observed.Read("yes"),
        "power" => vm.Power.Map(p => p.ToString().ToLowerInvariant()),
        "host" => vm.Host is { } h ? Observed.Read(h.Id) : Observed<string>.Absent,
        "firmware" => vm.Firmware,
        "hardware-version" => vm.HardwareVersion,
        "memory-mib" => vm.MemoryMiB.Map(Number),
        "memory-reservation-mib" => vm.ReservationMiB.Map(Number),
        "memory-reservation-locked" => vm.ReservationLocked.Map(Word),
        "nested-virtualization" => vm.NestedVirtualization.Map(Word),
        "guest-iommu" => vm.GuestIommu.Map(Word),
        "automation" => vm.AutomationOverride,
        "option" => OfOptions(vm, field.Qualifier),
        "attached" => OfAttached(vm, field.Qualifier),
        "restore-point" => vm.Snapshots.TryGet(out var snapshots)
            ? snapshots.Any(s => string.Equals(s.Name, field.Qualifier, StringComparison.Ordinal)) ? Observed.Read("yes") : Observed<string>.Absent
            : vm.Snapshots.Map(_ => "yes"),
        _ => null,
    };

    private static Observed<string>? OfHost(Host host, Field field) => field.Prefix switch
    {
        "offers" => OfOffers(host, field.Qualifier),
        "slices-free" => OfSlicesFree(host, field.Qualifier),
        "maintenance" => host.Maintenance.Map(OnOff),
        "boot-time" => host.BootId.HasValue ? host.BootId : host.BootTime.Map(t => t.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        "reboot-pending" => host.RebootPending.Map(Word),
        "connection" => host.Connection.Map(c => c.ToString().ToLowerInvariant()),
        "free-memory-mib" => host.FreeMemoryMiB.Map(Number),
        "default-graphics-type" => host.DefaultGraphicsType,
        _ => null,
    };

    private static Observed<string> OfOffers(Host host, string profile) => !host.Profiles.TryGet(out var profiles)
        ? host.Profiles.Map(_ => "")
        : profiles.Any(p => string.Equals(p.Name, profile, StringComparison.Ordinal)) ? Observed.Read("yes") : Observed<string>.Absent;

    private static Observed<string> OfSlicesFree(Host host, string profile) => !host.Profiles.TryGet(out var profiles)
        ? host.Profiles.Map(_ => "")
        : profiles.FirstOrDefault(p => string.Equals(p.Name, profile, StringComparison.Ordinal)) is { } found ? found.Free.Map(Number) : Observed.Read("0");

    private static Observed<string>? OfDevice(Device device, Field field) => field.Prefix switch
    {
        "passthrough" => OfPassthrough(device),
        "state" => device.State.Map(s => s.ToString().ToLowerInvariant()),
        "label" => device.Label,
        "holders" => device.HeldBy.Count == 0 ? Observed<string>.Absent : Observed.Read(string.Join(',', device.HeldBy.Select(v => v.Id).Order(StringComparer.Ordinal))),
        "graphics-type" => device.GraphicsType,
        _ => null,
    };

    private static Observed<string> OfPassthrough(Device device) => device.State.TryGet(out var state)
        ? state switch
        {
            DeviceState.WaitingForReboot => Observed.Read("on-pending"),
            DeviceState.ReleaseWaitingForReboot => Observed.Read("off-pending"),
            DeviceState.Stuck => Observed<string>.Unreadable("An operation on the device never came back; a reboot of its host is the only remedy."),
            _ => device.PassthroughWanted.Map(OnOff),
        }
        : device.PassthroughWanted.HasValue ? device.State.Map(_ => "") : device.PassthroughWanted.Map(OnOff);

    private static Observed<string> OfOptions(Vm vm, string key)
    {
        if (!vm.Options.TryGet(out var options))
        {
            return vm.Options.Map(_ => "");
        }

        return options.TryGetValue(key, out var value) && value.Length > 0 ? Observed.Read(value) : Observed<string>.Absent;
    }

    private static Observed<string> OfAttached(Vm vm, string backing)
    {
        if (!vm.Attached.TryGet(out var attached))
        {
            return vm.Attached.Map(_ => "");
        }

        var count = attached.Count(a => string.Equals(a.Backing, backing, StringComparison.Ordinal));
        return count == 0 ? Observed<string>.Absent : Observed.Read(Number(count));
    }

    private static Observed<string>? OfMissingVm(FleetInventory fleet, ObjectRef target, Field field) =>
        field == Field.Exists && fleet.SiteOf(target) is var site && (site.IsWhole || site.Missing.Contains(target)) ? Observed<string>.Absent : Missing(fleet, target);

    private static Observed<string> Missing(FleetInventory fleet, ObjectRef target) =>
        Observed<string>.Unreadable($"'{fleet.NameOf(target)}' is not in the inventory that was read.");

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word(bool value) => value ? "true" : "false";

    private static string OnOff(bool value) => value ? "on" : "off";
}

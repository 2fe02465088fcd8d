using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.HyperV.Planning;

/// <summary>Reads a field from the inventory: the common ones and Hyper-V's own.</summary>
internal static class FieldReader
{
    public static Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) =>
        ReadOwn(fleet, target, field) ?? CommonFields.TryRead(fleet, target, field)
        ?? Observed<string>.Unreadable($"Hyper-V has no field '{field}' of a {target.Kind.ToString().ToLowerInvariant()}.");

    private static Observed<string>? ReadOwn(FleetInventory fleet, ObjectRef target, Field field) => target.Kind switch
    {
        ObjectKind.Vm => fleet.Vm(target) is { } vm ? OfVm(vm, field) : null,
        ObjectKind.Host => fleet.Host(target) is { } host && field.Prefix is "policy" or "pool" ? Setting(host.Settings, field.Name) : null,
        ObjectKind.Device => fleet.Device(target) is { } device
            && field.Name is "enabled" or "mounted" or "noted-memory" or "partition-count" or "remotefx" or "driver-package" or "location-path" ? Setting(device.Settings, field.Name) : null,
        _ => null,
    };

    private static Observed<string>? OfVm(Vm vm, Field field) => field.Prefix switch
    {
        // Which devices it has comes with its devices, not with its settings: where those were not told, neither is this.
        "assigned" or "pooled" or "partitions" or "remotefx" => vm.Attached.IsKnown ? OfOptions(vm, field.Name) : vm.Attached.Map(_ => ""),
        "stop-action" or "guest-controlled-cache" or "low-mmio-mib" or "high-mmio-mib" or "high-mmio-base-mib" or "checkpoints" or "automatic-checkpoints" or "dynamic-memory"
            or "offline-action" or "replication" or "mark" or "driver-files" or "driver-files-checked" => OfOptions(vm, field.Name),
        _ => null,
    };

    private static Observed<string> OfOptions(Vm vm, string name) => !vm.Options.TryGet(out var options) ? vm.Options.Map(_ => "")
        : options.TryGetValue(name, out var value) && value.Length > 0 ? Observed.Read(value) : Observed<string>.Absent;

    private static Observed<string> Setting(IReadOnlyDictionary<string, Observed<string>> settings, string name) =>
        settings.TryGetValue(name, out var value) ? value : Observed<string>.Absent;
}

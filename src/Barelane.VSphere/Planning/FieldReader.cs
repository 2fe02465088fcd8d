using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Reads a field from the inventory: the common ones and vSphere's own.</summary>
internal static class FieldReader
{
    public static Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) =>
        WithDefault(field, CommonFields.TryRead(fleet, target, field) ?? ReadOwn(fleet, target, field))
        ?? Observed<string>.Unreadable($"vSphere has no field '{field}' of a {target.Kind.ToString().ToLowerInvariant()}.");

    /// <summary>
    /// A switch that vSphere leaves out is off, and a reservation that it leaves out is none: what is written as 'false' may be read back as
    /// left out, and the other way round.
    /// </summary>
    private static Observed<string>? WithDefault(Field field, Observed<string>? read) => read is not { State: ObservedState.Absent }
        ? read
        : field.Name switch
        {
            "memory-reservation-locked" or "nested-virtualization" or "guest-iommu" or "memory-hot-add" => Observed.Read("false"),
            "memory-reservation-mib" => Observed.Read("0"),
            _ => read,
        };

    private static Observed<string>? ReadOwn(FleetInventory fleet, ObjectRef target, Field field) => target.Kind switch
    {
        ObjectKind.Vm => fleet.Vm(target) is { } vm ? OfVm(fleet, vm, field) : null,
        _ => null,
    };

    private static Observed<string>? OfVm(FleetInventory fleet, Vm vm, Field field) => field.Prefix switch
    {
        "memory-hot-add" => vm.MemoryHotAdd.Map(v => v ? "true" : "false"),
        "cpus" => vm.Cpus.Map(Number),
        "guest-os" => vm.GuestOs,
        "host-rule" => HostRule.Read(fleet, vm),
        "mark" when VSphereOptions.MarkParts.Contains(field.Qualifier) => OfOption(vm, VSphereOptions.MarkKey(field.Qualifier)),
        "made" when VSphereOptions.MadeParts.Contains(field.Qualifier) => OfOption(vm, VSphereOptions.MadeKey(field.Qualifier)),
        _ => null,
    };

    /// <summary>An empty value is an unset one: vSphere keeps the key of an option that was taken away.</summary>
    private static Observed<string> OfOption(Vm vm, string key) => vm.Options.TryGet(out var options)
        ? options.TryGetValue(key, out var value) && value.Length > 0 ? Observed.Read(value) : Observed<string>.Absent
        : vm.Options.Map(_ => "");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

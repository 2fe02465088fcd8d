using System.Globalization;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Turns changes of a VM's fields into one specification, so that the server makes all of them or none.</summary>
internal static class ConfigSpecs
{
    /// <param name="changes">The changes; those that are no part of a specification (hardware version, rule, made) are left to their own calls.</param>
    /// <param name="now">What the VM has now: its change version is the compare-and-swap. Null for a VM that is being made.</param>
    public static VirtualMachineConfigSpec Of(IEnumerable<FieldChange> changes, VmConfigRow? now)
    {
        var spec = new VirtualMachineConfigSpec { ChangeVersion = now?.ChangeVersion };
        var options = new List<KeyValuePair<string, string>>();
        foreach (var change in changes)
        {
            spec = change.Field.Prefix switch
            {
                "firmware" => spec with { Firmware = change.After },
                "memory-reservation-mib" => spec with { MemoryReservationMiB = long.Parse(change.After ?? "0", CultureInfo.InvariantCulture) },
                "memory-reservation-locked" => spec with { MemoryReservationLockedToMax = IsTrue(change) },
                "nested-virtualization" => spec with { NestedHvEnabled = IsTrue(change) },
                "guest-iommu" => spec with { VvtdEnabled = IsTrue(change) },
                "memory-hot-add" => spec with { MemoryHotAddEnabled = IsTrue(change) },
                "memory-mib" => spec with { MemoryMiB = long.Parse(change.After!, CultureInfo.InvariantCulture) },
                "cpus" => spec with { CpuCount = int.Parse(change.After!, CultureInfo.InvariantCulture) },
                "guest-os" => spec with { GuestId = change.After },
                _ => spec,
            };
            var key = change.Field.Prefix switch
            {
                "option" => change.Field.Qualifier,
                "mark" => VSphereOptions.MarkKey(change.Field.Qualifier),
                "made" => VSphereOptions.MadeKey(change.Field.Qualifier),
                _ => null,
            };
            if (key is not null)
            {
                // An empty value takes the key away; a key that is there in another spelling is changed in that spelling.
                var spelled = now?.Options.TryGetValue(key, out var found) == true ? found.Key : key;
                options.Add(new KeyValuePair<string, string>(spelled, change.After ?? ""));
            }
        }

        return spec with { ExtraConfig = options };
    }

    private static bool IsTrue(FieldChange change) => change.After == "true";
}

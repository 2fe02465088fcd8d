using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>
/// Wants of taking a device back where no old values are known: the device off the VM, with every function of the same card, and
/// mark and rule gone. Memory, firmware and options stay: what they were before is not known, and they do no harm.
/// </summary>
internal static class ReleaseWants
{
    public static IReadOnlyList<Want> Of(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit)
    {
        var wants = new List<Want>();
        Add(Field.Attached(attached.Backing), "the device is taken back");
        if (Backing.Parse(attached.Backing) is FixedBacking main)
        {
            foreach (var other in vm.Attached.Or([]).Select(a => a.Backing).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (other != attached.Backing && Backing.Parse(other) is FixedBacking f
                    && f.Host == main.Host && f.Address.IsSameDevice(main.Address))
                {
                    Add(Field.Attached(other), "it is a function of the same card");
                }
            }
        }

        foreach (var part in VSphereOptions.MarkParts.Order(StringComparer.Ordinal))
        {
            Add(Field.Mark(part), "the VM holds no card of the document any more");
        }

        if (HostRule.Read(fleet, vm).HasValue)
        {
            Add(VSphereFields.HostRule, "nothing binds the VM to the host any more");
        }

        return wants;

        void Add(Field field, string reason) => wants.Add(new Want { Target = vm.Ref, Field = field, Value = null, Reason = reason, Unit = unit });
    }
}

using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>
/// Wants of taking a device back where no old values are known: the device off the VM with every function of the same card, what Barelane cut for it, and
/// the mark. The guest's window and the kernel's arguments stay: what they were before is not known, and they do no harm. A card that Barelane bound
/// goes to the driver that wants it with the host's next boot, as nothing tells which one it had.
/// </summary>
internal static class ReleaseWants
{
    public static IReadOnlyList<Want> Of(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit)
    {
        var wants = new List<Want>();
        var document = FieldReader.Read(fleet, vm.Ref, Marks.Document).Or("");
        foreach (var device in vm.Attached.Or([]).Where(a => a == attached || IsSameCard(a, attached)))
        {
            Add(vm.Ref, Field.Attached(device.Backing), null, "the device is taken back");
            Add(vm.Ref, KvmFields.Hostdev(device.Key), null, "the device is taken back");
            if (vm.Host is { } host)
            {
                AddHostSide(host, device);
            }
        }

        foreach (var part in KvmFields.MarkParts)
        {
            Add(vm.Ref, part, null, "the VM holds no card of the document any more");
        }

        return wants;

        void Add(ObjectRef target, Field field, string? value, string reason)
        {
            if (!wants.Any(w => w.Target == target && w.Field == field))
            {
                wants.Add(new Want { Target = target, Field = field, Value = value, Reason = reason, Unit = unit });
            }
        }

        void AddHostSide(ObjectRef host, AttachedDevice device)
        {
            if (device.Address is { } address)
            {
                var reference = ObjectRef.Device(host, address);
                if (FieldReader.Read(fleet, reference, KvmFields.BootVgpuType).HasValue)
                {
                    Add(reference, KvmFields.VgpuType, null, "nobody has the slice any more");
                    Add(reference, KvmFields.BootVgpuType, null, "nobody has the slice any more");
                }

                if (FieldReader.Read(fleet, reference, KvmFields.BootDriver).HasValue)
                {
                    Add(reference, KvmFields.BootDriver, null, "the card goes back to the host");
                    Add(reference, KvmFields.DriverOverride, null, "the card goes back to the host");
                }
            }
            else if (KvmBackings.ProfileOf(device.Backing) is { } profile && SliceIds.IsOurs(device.Key, document, vm.Ref, profile))
            {
                Add(host, KvmFields.MediatedDefinition(device.Key), null, "nobody has the slice any more");
                Add(host, KvmFields.Mediated(device.Key), null, "nobody has the slice any more");
            }
        }
    }

    private static bool IsSameCard(AttachedDevice a, AttachedDevice b) => a.Way == b.Way && a.Way == Way.Direct && a.Address is { } x && b.Address is { } y && x.IsSameDevice(y);
}

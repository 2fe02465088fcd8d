using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;

namespace Barelane.HyperV.Planning;

/// <summary>
/// Wants of taking a device back where no old values are known: the device off the VM with every function of the same card, the card back to the host, and the mark. The VM's settings stay:
/// what they were before is not known, and they do no harm.
/// </summary>
internal static class ReleaseWants
{
    public static IReadOnlyList<Want> Of(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit)
    {
        var wants = new List<Want>();
        foreach (var device in vm.Attached.Or([]).Where(a => a == attached || IsSameCard(a, attached)))
        {
            const string Reason = "the device is taken back";
            Add(vm.Ref, Field.Attached(device.Backing), null, Reason);
            if (HyperVBackings.PoolOf(device.Backing) is { } pool)
            {
                Add(vm.Ref, HyperVFields.Pooled(pool), null, Reason);
            }
            else if (device.Way == Way.Shared)
            {
                var key = device.Address?.ToString() is { } address && FieldReader.Read(fleet, vm.Ref, HyperVFields.Partitions(address)).HasValue ? address : HyperVFields.AnyCard;
                Add(vm.Ref, HyperVFields.Partitions(key), null, Reason);
            }
            else if (LocationPath.IsOne(device.Key))
            {
                Add(vm.Ref, HyperVFields.Assigned(device.Key), null, Reason);
                AddHostSide(device);
            }
        }

        if (attached.Way == Way.Shared && FieldReader.Read(fleet, vm.Ref, HyperVFields.DriverFiles).HasValue)
        {
            Add(vm.Ref, HyperVFields.DriverFiles, null, "the files of the host's driver go with the partition");
            Add(vm.Ref, HyperVFields.DriverFilesChecked, null, "the files of the host's driver go with the partition");
        }

        foreach (var part in HyperVFields.MarkParts)
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

        void AddHostSide(AttachedDevice device)
        {
            if (vm.Host is { } host && device.Address is { } address && ObjectRef.Device(host, address) is var reference && fleet.Device(reference) is not null)
            {
                Add(reference, HyperVFields.Mounted, "yes", "the card goes back to the host");
                Add(reference, HyperVFields.Enabled, "yes", "the card goes back to the host");
                Add(reference, HyperVFields.NotedMemory, null, "the card goes back to the host");
            }
        }
    }

    private static bool IsSameCard(AttachedDevice a, AttachedDevice b) => a.Way == b.Way && a.Way == Way.Direct && HyperVBackings.PoolOf(a.Backing) is null
        && a.Address is { } x && b.Address is { } y && x.IsSameDevice(y);
}

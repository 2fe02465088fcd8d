using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Adapters;

/// <summary>What is particular about planning on one hypervisor. Pure: no I/O, no clock; the same arguments give the same answer.</summary>
public interface IWayPlanner
{
    /// <summary>The hypervisor it speaks for.</summary>
    Hypervisor Hypervisor { get; }

    /// <summary>What the assignment wants of the VM, the host and the devices, whether or not it is so already.</summary>
    WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment);

    /// <summary>What has to be wanted for a VM to give back a card it holds, where no old values are known: the device off the VM, the mark gone.</summary>
    IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit);

    /// <summary>The present value of an owned or readable field; Absent means unset. A field it does not know is Unreadable.</summary>
    Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field);

    /// <summary>Whether Barelane may write this field: the allow-list for plans and journal alike.</summary>
    bool Owns(ObjectKind kind, Field field);

    /// <summary>What changing the field means.</summary>
    ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change);
}

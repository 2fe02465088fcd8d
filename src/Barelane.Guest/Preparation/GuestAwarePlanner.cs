using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation;

/// <summary>A hypervisor's planner, with the fields of guests beside its own.</summary>
/// <param name="planner">The hypervisor's.</param>
public sealed class GuestAwarePlanner(IWayPlanner planner) : IWayPlanner
{
    /// <inheritdoc/>
    public Hypervisor Hypervisor => planner.Hypervisor;

    /// <inheritdoc/>
    public WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment)
    {
        if (assignment.Assignment.Way == Way.Remote)
        {
            // Nothing of it is the hypervisor's but the VM's power and the mark, which all of them have.
            var remote = new GuestDraft(fleet, assignment);
            RemoteWants.Add(remote);
            if (assignment.Assignment.Guest?.Prepare is { } preparation)
            {
                GuestWants.Add(remote, preparation);
            }

            return new WayProposal { Variant = WayVariant.Lease, Wants = remote.Wants, Findings = remote.Findings };
        }

        var proposal = planner.Propose(fleet, assignment);
        if (assignment.Assignment.Guest?.Prepare is not { } wish)
        {
            return proposal;
        }

        var draft = new GuestDraft(fleet, assignment);
        GuestWants.Add(draft, wish);
        return proposal with { Wants = [.. proposal.Wants, .. draft.Wants], Findings = [.. proposal.Findings, .. draft.Findings] };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit) => planner.ProposeRelease(fleet, vm, attached, unit);

    /// <inheritdoc/>
    public Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) => !GuestFields.Owns(target.Kind, field) ? planner.Read(fleet, target, field)
        : fleet.Vm(target) is { } vm ? ValueOf(vm.GuestValues, field)
        : Observed<string>.Unreadable($"'{fleet.NameOf(target)}' is not in the inventory that was read.");

    /// <inheritdoc/>
    public bool Owns(ObjectKind kind, Field field) => GuestFields.Owns(kind, field) || planner.Owns(kind, field);

    /// <inheritdoc/>
    public ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change) =>
        GuestFields.Owns(target.Kind, change.Field) ? GuestEffects.Of(change) : planner.EffectOf(fleet, target, change);

    /// <summary>A field's value among those of its guest.</summary>
    internal static Observed<string> ValueOf(Observed<IReadOnlyDictionary<string, string>> values, Field field) => !values.TryGet(out var known)
        ? values.Map(_ => "")
        : known.GetValueOrDefault(field.Qualifier) is { } value ? Observed.Read(value) : Observed<string>.Absent;
}

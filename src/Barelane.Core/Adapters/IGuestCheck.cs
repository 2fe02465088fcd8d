using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Adapters;

/// <summary>Proves for one unit of a goal that its guest has what it was given: opens the way into the guest and has it inspected.</summary>
public interface IGuestCheck
{
    /// <summary>
    /// Checks one unit's VM. Throws nothing but cancellation: what can't be asked is <see cref="Rules.Severity.Unknown"/> with the reason. Empty only
    /// where the check has nothing to say about such a VM.
    /// </summary>
    Task<IReadOnlyList<GuestCheckResult>> CheckAsync(FleetInventory fleet, PlanUnit unit, CancellationToken cancellationToken);
}

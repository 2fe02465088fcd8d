using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Guest.Preparation;

/// <summary>What is collected about one guest while planning.</summary>
/// <param name="fleet">What was inspected.</param>
/// <param name="question">The assignment.</param>
internal sealed class GuestDraft(FleetInventory fleet, ResolvedAssignment question) : ProposalDraft(fleet, question);

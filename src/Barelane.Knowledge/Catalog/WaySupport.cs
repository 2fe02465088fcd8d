using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>A way that a card can go on a hypervisor, from one version on.</summary>
/// <param name="Hypervisor">The hypervisor.</param>
/// <param name="Way">The way.</param>
/// <param name="From">The first version, in the hypervisor's own counting (Windows by build: 10.0.26100); empty where any will do.</param>
/// <param name="To">The last version; empty where none is known.</param>
/// <param name="Note">What else it takes; may be empty.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record WaySupport(Hypervisor Hypervisor, Way Way, string From, string To, string Note, string Source);

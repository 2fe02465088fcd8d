using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>Reads what fields of VMs need and no more: a step looks again after each of its cmdlets.</summary>
internal sealed class FieldSource(HyperVInventorySource source) : IInventorySource
{
    /// <inheritdoc/>
    public Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return source.ReadAsync(scope, scope.Objects.All(o => o.Kind == ObjectKind.Vm), cancellationToken);
    }
}

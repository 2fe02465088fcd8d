using Barelane.Core.Inventory;

namespace Barelane.Core.Adapters;

/// <summary>Reads a site. Never changes anything.</summary>
public interface IInventorySource
{
    /// <summary>Reads what the scope asks for.</summary>
    /// <exception cref="SiteException">The site could not be read; the problem says why and what to do.</exception>
    Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken);
}

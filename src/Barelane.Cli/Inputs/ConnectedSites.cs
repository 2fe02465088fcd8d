using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.Cli.Inputs;

/// <summary>Sites that are connected; closes them all.</summary>
internal sealed class ConnectedSites(IReadOnlyList<ISiteAdapter> sites) : IAsyncDisposable
{
    /// <summary>The sites, in the order of the document.</summary>
    public IReadOnlyList<ISiteAdapter> All { get; } = sites;

    /// <summary>Reads all of them at the same time.</summary>
    public async Task<FleetInventory> InspectAsync(InspectScope scope, CancellationToken cancellationToken) =>
        new(await Task.WhenAll(All.Select(s => s.Source.ReadAsync(scope, cancellationToken))).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var site in All)
        {
            await site.DisposeAsync().ConfigureAwait(false);
        }
    }
}

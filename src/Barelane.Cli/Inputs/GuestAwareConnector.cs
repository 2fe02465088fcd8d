using Barelane.Cli.Remote;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Sessions;
using Barelane.Guest;
using Barelane.Guest.Preparation;

namespace Barelane.Cli.Inputs;

/// <summary>Connects a document's sites together with the guests that it names accounts in.</summary>
/// <param name="document">The document.</param>
/// <param name="connector">Connects the hypervisors.</param>
/// <param name="secrets">Reads the accounts' secrets.</param>
/// <param name="time">The clock of waits.</param>
internal sealed class GuestAwareConnector(Document document, ISiteConnector connector, SecretReader secrets, TimeProvider time) : ISiteConnector
{
    private readonly PoolDesk _desk = new(document.Pools, secrets);
    private readonly GuestWays _ways = new(secrets.ReadForSiteAsync, time);

    /// <inheritdoc/>
    public async Task<ISiteAdapter> ConnectAsync(SiteSpec site, CancellationToken cancellationToken)
    {
        var accounts = document.Assignments
            .Where(a => a.Guest is not null && string.Equals(a.SiteAlias, site.Alias, StringComparison.Ordinal))
            .Select(a => new GuestAccount(a.VmName, a.Guest!.Prepare, (to, vm, token) => _ways.OpenAsync(to, vm, a.VmName, a.Guest, token), DriverFiles.Open)
            {
                TakesFiles = site.Hypervisor == Hypervisor.HyperV && a is { Way: Way.Shared, DriverFiles: true },
                Remote = a.Way == Way.Remote ? a : null,
                Desk = document.Pools.Count > 0 ? _desk : null,
                LeaseName = $"{document.Name}: {a.Vm}",
            })
            .ToList();
        return new GuestAwareSite(await connector.ConnectAsync(site, cancellationToken).ConfigureAwait(false), accounts, time);
    }
}

using Barelane.Cli.Remote;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Journal;
using Barelane.Engine.Sessions;
using Barelane.Guest;
using Barelane.Guest.Preparation;

namespace Barelane.Cli.Inputs;

/// <summary>Connects a document's sites together with the guests that it names accounts in.</summary>
/// <param name="document">The document.</param>
/// <param name="remembered">Guests that have a lease by the document's earlier runs and are in it no more.</param>
/// <param name="connector">Connects the hypervisors.</param>
/// <param name="secrets">Reads the accounts' secrets.</param>
/// <param name="time">The clock of waits.</param>
internal sealed class GuestAwareConnector(Document document, IReadOnlyList<RememberedGuest> remembered, ISiteConnector connector, SecretReader secrets, TimeProvider time) : ISiteConnector
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
                LeaseName = LeaseNameOf(a.Vm),
            })
            .Concat(remembered.Where(g => g.Vm.StartsWith($"{site.Alias}/", StringComparison.Ordinal)).Select(g => Account(g, g.Vm[(site.Alias.Length + 1)..])))
            .ToList();
        return new GuestAwareSite(await connector.ConnectAsync(site, cancellationToken).ConfigureAwait(false), accounts, time);
    }

    private GuestAccount Account(RememberedGuest guest, string name) => new(name, null, (to, vm, token) => _ways.OpenAsync(to, vm, name, guest.Access(), token), DriverFiles.Open)
    {
        IsRemembered = true,
        Desk = document.Pools.Count > 0 ? _desk : null,
        LeaseName = LeaseNameOf(guest.Vm),
    };

    private string LeaseNameOf(string vm) => $"{document.Name}: {vm}";
}

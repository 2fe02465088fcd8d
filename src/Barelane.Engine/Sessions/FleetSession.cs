using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Engine.Sessions;

/// <summary>The connected sites of one document, read together.</summary>
public sealed class FleetSession : IAsyncDisposable
{
    private FleetSession(IReadOnlyList<ISiteAdapter> adapters) => Adapters = adapters;

    /// <summary>The adapters, in the order of the document.</summary>
    public IReadOnlyList<ISiteAdapter> Adapters { get; }

    /// <summary>The adapters' planners, by hypervisor.</summary>
    public IReadOnlyDictionary<Hypervisor, IWayPlanner> Planners =>
        Adapters.Select(a => a.Planner).DistinctBy(p => p.Hypervisor).ToDictionary(p => p.Hypervisor);

    /// <summary>Connects to every site at the same time. One that fails fails all: a plan over half of its sites would be a wrong plan.</summary>
    /// <exception cref="SiteException">A site could not be opened; the first one in the order of the document is named.</exception>
    public static async Task<FleetSession> ConnectAsync(IReadOnlyList<SiteSpec> sites, ISiteConnector connector, CancellationToken cancellationToken)
    {
        var opening = sites.Select(s => connector.ConnectAsync(s, cancellationToken)).ToList();
        try
        {
            return new FleetSession(await Task.WhenAll(opening).ConfigureAwait(false));
        }
        catch
        {
            foreach (var opened in opening.Where(o => o.IsCompletedSuccessfully))
            {
                await (await opened.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Reads every site at the same time.</summary>
    /// <exception cref="SiteException">A site could not be read, or two aliases reach the same one.</exception>
    public async Task<FleetInventory> InspectAsync(Func<string, InspectScope> scopeOf, CancellationToken cancellationToken)
    {
        var sites = await Task.WhenAll(Adapters.Select(a => a.Source.ReadAsync(scopeOf(a.Alias), cancellationToken))).ConfigureAwait(false);
        RefuseTwins(sites);
        return new FleetInventory(sites);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var adapter in Adapters)
        {
            await adapter.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void RefuseTwins(IReadOnlyList<SiteInventory> sites)
    {
        foreach (var same in sites.GroupBy(s => s.Site.Ref.Site, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            throw Twins($"The sites {Names(same)} are one and the same endpoint ({same.First().Site.Product}).");
        }

        // A host under two sites (an ESXi host and its vCenter) would be changed behind one of them.
        foreach (var host in sites.SelectMany(s => s.Hosts.Select(h => (Site: s, h.Ref.Id, h.Name))).GroupBy(h => h.Id, StringComparer.Ordinal)
            .Where(g => g.Select(h => h.Site.Site.Ref).Distinct().Count() > 1))
        {
            throw Twins($"The host '{host.First().Name}' is reached by {Names(host.Select(h => h.Site))}.");
        }

        static string Names(IEnumerable<SiteInventory> sites) => string.Join(" and ", sites.Select(s => $"'{s.Site.Alias}'"));

        static SiteException Twins(string observed) => new(new Problem
        {
            Code = "site-twice",
            Message = $"{observed} Each host may be reached by one site only.",
            Remedy = "Leave one of the two out of the document; keep the vCenter where there is one.",
        });
    }
}

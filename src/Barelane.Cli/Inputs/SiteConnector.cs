using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Documents;

namespace Barelane.Cli.Inputs;

/// <summary>Connects the sites of a document through the adapter of their hypervisor.</summary>
internal sealed class SiteConnector(CliContext context)
{
    /// <summary>Connects all of them at the same time; none stays open where one fails.</summary>
    public async Task<ConnectedSites> ConnectAsync(IReadOnlyList<SiteSpec> sites, CancellationToken cancellationToken)
    {
        var connecting = sites.Select(s => ConnectAsync(s, cancellationToken)).ToList();
        try
        {
            return new ConnectedSites(await Task.WhenAll(connecting).ConfigureAwait(false));
        }
        catch
        {
            foreach (var task in connecting.Where(t => t.IsCompletedSuccessfully))
            {
                await (await task.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<ISiteAdapter> ConnectAsync(SiteSpec site, CancellationToken cancellationToken)
    {
        if (!Adapters.All.TryGetValue(site.Hypervisor, out var connect))
        {
            var spoken = string.Join(", ", Adapters.All.Keys.Select(Endpoints.NameOf).DefaultIfEmpty("none"));
            throw new SiteException(new Problem
            {
                Code = "no-adapter",
                Message = $"The site '{site.Alias}' is {Endpoints.NameOf(site.Hypervisor)}; this version of Barelane has adapters for: {spoken}.",
                Remedy = "Take the site and its assignments out of the document, or use a version that has the adapter.",
            });
        }

        var password = site.Password is null ? null : await context.Secrets.ReadAsync(site.Password, cancellationToken).ConfigureAwait(false);
        return await connect(site, password, cancellationToken).ConfigureAwait(false);
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Documents;
using Barelane.Engine.Sessions;

namespace Barelane.Cli.Inputs;

/// <summary>Connects a site through the adapter of its hypervisor, with the secret read from where the document says.</summary>
internal sealed class SiteConnector(SecretReader secrets) : ISiteConnector
{
    /// <inheritdoc/>
    public async Task<ISiteAdapter> ConnectAsync(SiteSpec site, CancellationToken cancellationToken)
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

        var password = site.Password is null ? null : await secrets.ReadAsync(site.Password, cancellationToken).ConfigureAwait(false);
        return await connect(site, password, cancellationToken).ConfigureAwait(false);
    }
}

using Barelane.Cli.Inputs;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Documents;
using Barelane.Engine.Sessions;
using Barelane.Twin;

namespace Barelane.Cli.Rehearsal;

/// <summary>Connects to the twins in place of the document's sites, through the same adapter.</summary>
internal sealed class TwinConnector(IReadOnlyDictionary<string, TwinServer> twins, TwinUser user) : ISiteConnector
{
    /// <inheritdoc/>
    public Task<ISiteAdapter> ConnectAsync(SiteSpec site, CancellationToken cancellationToken)
    {
        var twin = twins[site.Alias];
        var standIn = new SiteSpec
        {
            Alias = site.Alias,
            Hypervisor = Hypervisor.VSphere,
            Endpoint = twin.Url.ToString(),
            User = user.Name,
            Certificate = Endpoints.Fingerprint("sha256:" + twin.Thumbprint),
        };
        return Adapters.All[Hypervisor.VSphere](standIn, user.Password, cancellationToken);
    }
}

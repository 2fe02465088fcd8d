using Barelane.Core.Adapters;
using Barelane.Core.Goals;

namespace Barelane.Engine.Sessions;

/// <summary>Opens sites. The one place that knows which adapter serves which hypervisor; secrets are fetched there and nowhere else.</summary>
public interface ISiteConnector
{
    /// <summary>Connects.</summary>
    /// <exception cref="SiteException">The site can't be reached, its certificate is not trusted, or it refuses the account.</exception>
    Task<ISiteAdapter> ConnectAsync(SiteSpec site, CancellationToken cancellationToken);
}

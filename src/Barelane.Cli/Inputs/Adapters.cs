using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.HyperV;
using Barelane.Kvm;
using Barelane.VSphere;

namespace Barelane.Cli.Inputs;

/// <summary>The adapters this program was built with: the one place that names them.</summary>
internal static class Adapters
{
    /// <summary>Connects a site; the password is null where none is given.</summary>
    public delegate Task<ISiteAdapter> Connect(SiteSpec site, string? password, CancellationToken cancellationToken);

    /// <summary>How to connect, by hypervisor.</summary>
    public static IReadOnlyDictionary<Hypervisor, Connect> All { get; } = new Dictionary<Hypervisor, Connect>
    {
        [Hypervisor.VSphere] = async (site, password, cancellationToken) =>
            await VSphereSite.ConnectAsync(site, password, TimeProvider.System, cancellationToken).ConfigureAwait(false),
        [Hypervisor.Kvm] = async (site, _, cancellationToken) => await KvmSite.ConnectAsync(site, TimeProvider.System, cancellationToken).ConfigureAwait(false),
        [Hypervisor.HyperV] = async (site, password, cancellationToken) =>
            await HyperVSite.ConnectAsync(site, password, TimeProvider.System, cancellationToken).ConfigureAwait(false),
    };
}

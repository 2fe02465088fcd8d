using Barelane.Core.Adapters;
using Barelane.TestKit.Vcsim;
using Barelane.VSphere.Tests.Wire;
using Barelane.VSphere.Wire;

[assembly: AssemblyFixture(typeof(VcsimFixture))]

namespace Barelane.VSphere.Tests.Wire;

/// <summary>One vcsim for all tests of the assembly: a cluster of three hosts, a lone one, and two VMs in each. A test changes only VMs that it picked by name.</summary>
public sealed class VcsimFixture : IAsyncLifetime
{
    private VcsimServer? _server;

    public VcsimServer Server => _server ?? throw new InvalidOperationException("vcsim has not been started.");

    public async ValueTask InitializeAsync() => _server = await VcsimServer.StartAsync("-vm", "4");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    internal VimEndpoint Endpoint => VimEndpoint.Parse(Server.Address.ToString()) with { Trust = CertificateTrust.Pin(Server.Thumbprint) };

    internal Task<VimSession> OpenAsync() =>
        VimSession.OpenAsync(Endpoint, new VimCredential(VcsimServer.User, VcsimServer.Password), TimeProvider.System, TestContext.Current.CancellationToken);
}

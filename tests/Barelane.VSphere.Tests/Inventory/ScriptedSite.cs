using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Inventory;
using Barelane.VSphere.Tests.Wire;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>A site whose answers are written down, and its inspection.</summary>
internal sealed class ScriptedSite : IAsyncDisposable
{
    private readonly VimSession _session;

    private ScriptedSite(ScriptedVim server, VimSession session)
    {
        Server = server;
        _session = session;
        Source = new VSphereInventorySource(session, "dc1", new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "vcenter.example" });
    }

    public ScriptedVim Server { get; }

    public VSphereInventorySource Source { get; }

    public VimSession Session => _session;

    /// <summary>A site that answers every question for properties with these objects.</summary>
    public static Task<ScriptedSite> WithAsync(params string[] objects) => FromAsync(new ScriptedVim().On("RetrievePropertiesEx", _ => $"<returnval>{string.Concat(objects)}</returnval>"));

    public static async Task<ScriptedSite> FromAsync(ScriptedVim server)
    {
        server.On("CreateContainerView", _ => "<returnval type=\"ContainerView\">session[1]view</returnval>");
        return new ScriptedSite(server, await server.OpenAsync());
    }

    /// <summary>Inspects a site that answers with these objects.</summary>
    public static async Task<SiteInventory> InspectAsync(params string[] objects)
    {
        await using var site = await WithAsync(objects);
        return await site.Source.ReadAsync(InspectScope.Whole, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await Server.DisposeAsync();
    }
}

using System.Net;
using System.Net.NetworkInformation;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.VSphere.Guest;
using Barelane.VSphere.Inventory;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Steps;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere;

/// <summary>A connected vCenter or lone ESXi host.</summary>
public sealed class VSphereSite : ISiteAdapter
{
    private readonly VimSession _session;
    private readonly TimeProvider _time;
    private readonly ManagedObjects _objects;
    private readonly PrivilegeCheck _privileges;

    private VSphereSite(VimSession session, SiteSpec spec, TimeProvider time)
    {
        _session = session;
        _time = time;
        Alias = spec.Alias;
        var source = new VSphereInventorySource(session, spec.Alias, OwnNames(session.Client.Endpoint.Address.Host));
        _objects = new ManagedObjects(source, spec.Alias);
        _privileges = new PrivilegeCheck(session, source, _objects, spec.User ?? "", spec.Alias);
        Source = source;
        Support = new VSphereSupportSource(session, _objects, spec.Alias);
        Planner = new VSphereWayPlanner();
        Executor = new VSphereStepExecutor(session, _objects, time);
        Probe = new VSphereProbe(source, Planner, spec.Alias);
    }

    /// <inheritdoc/>
    public string Alias { get; }

    /// <inheritdoc/>
    public IInventorySource Source { get; }

    /// <inheritdoc/>
    public ISupportSource? Support { get; }

    /// <inheritdoc/>
    public IWayPlanner Planner { get; }

    /// <inheritdoc/>
    public IStepExecutor Executor { get; }

    /// <inheritdoc/>
    public IProbe Probe { get; }

    /// <summary>Connects and logs in, in two round trips.</summary>
    /// <param name="spec">The site: address, user, and the pinned certificate if there is one.</param>
    /// <param name="password">The password; null where the document names none.</param>
    /// <param name="time">The clock of waits and time-outs.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="SiteException">The address is none, the server can't be reached, its certificate is not trusted, or it refuses the account.</exception>
    public static async Task<VSphereSite> ConnectAsync(SiteSpec spec, string? password, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var endpoint = VimEndpoint.Parse(spec.Endpoint) with { Trust = spec.Certificate is { } pin ? CertificateTrust.Pin(pin) : CertificateTrust.System };
            var session = await VimSession.OpenAsync(endpoint, new VimCredential(spec.User ?? "", password ?? ""), time, cancellationToken).ConfigureAwait(false);
            return new VSphereSite(session, spec, time);
        }
        catch (FormatException e)
        {
            throw new SiteException(new Problem { Code = "endpoint-invalid", Message = $"Site '{spec.Alias}': {e.Message}", Remedy = "Correct the site in the document." }, e);
        }
        catch (VimException e)
        {
            throw new SiteException(SiteProblems.Of(e, spec.Alias), e);
        }
    }

    /// <inheritdoc/>
    public async Task<IGuestChannel> OpenGuestAsync(ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken)
    {
        var reference = await _objects.FindAsync(vm, cancellationToken).ConfigureAwait(false);
        return await GuestChannel.OpenAsync(_session, reference, credential, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) => _privileges.CheckAsync(steps, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Names by which a guest is known as the vCenter itself, or as the machine that Barelane runs on.</summary>
    private static HashSet<string> OwnNames(string endpoint)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Dns.GetHostName() };
        names.UnionWith(NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal)
            .Select(a => a.ToString()));
        if (!IPAddress.TryParse(endpoint.Trim('[', ']'), out var address) || !IPAddress.IsLoopback(address))
        {
            names.Add(endpoint);
        }

        names.RemoveWhere(n => n.Length == 0 || n.StartsWith("localhost", StringComparison.OrdinalIgnoreCase));
        return names;
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.HyperV.Guest;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.Steps;

namespace Barelane.HyperV;

/// <summary>A connected Hyper-V host: this machine, or another one over ssh or WinRM.</summary>
public sealed class HyperVSite : ISiteAdapter
{
    private readonly IPowerShellHost _shell;
    private readonly ObjectRef _host;
    private readonly TimeProvider _time;

    internal HyperVSite(string alias, string uuid, IPowerShellHost shell, TimeProvider time)
    {
        Alias = alias;
        _shell = shell;
        _time = time;
        _host = HyperVIds.Host(uuid);
        var source = new HyperVInventorySource(shell, alias);
        Source = source;
        Support = new HyperVSupportSource(shell);
        Planner = new HyperVWayPlanner();
        Probe = new InventoryProbe(new FieldSource(source), Planner, _host.Site);
        Executor = new HyperVStepExecutor(new StepTools { Host = _host, Shell = shell, Source = source, Probe = Probe, Time = time });
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

    /// <summary>Connects to a host.</summary>
    /// <param name="spec">The site.</param>
    /// <param name="password">The account's password; null where none is given.</param>
    /// <param name="time">The clock of waits and limits.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="SiteException">The address is none, the host can't be reached, or does not tell who it is.</exception>
    public static Task<HyperVSite> ConnectAsync(SiteSpec spec, string? password, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return OpenAsync(spec.Alias, HyperVEndpoint.Parse(spec, password).Open(time), time, cancellationToken);
    }

    /// <summary>Asks a host who it is, and serves it from then on.</summary>
    /// <exception cref="SiteException">The host can't be reached, or does not tell who it is.</exception>
    internal static async Task<HyperVSite> OpenAsync(string alias, IPowerShellHost shell, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var machine = await new HostReader(shell).OneAsync(ReadScripts.Machine, [], AnswersJson.Default.MachineAnswer, cancellationToken).ConfigureAwait(false);
            return new HyperVSite(alias, HyperVIds.Machine(machine.Uuid) ?? throw new SiteException(new Problem
            {
                Code = "host-unidentified",
                Message = $"Site '{alias}': the host tells the UUID '{machine.Uuid}', which is nobody's.",
                Remedy = "Have the maker's tool set the system UUID in firmware.",
            }), shell, time);
        }
        catch (SiteException)
        {
            await shell.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IGuestChannel> OpenGuestAsync(ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return vm.Kind == ObjectKind.Vm && vm.Site == _host.Site && Guid.TryParse(vm.Id, out var id)
            ? await DirectChannel.OpenAsync(_shell, id.ToString("D"), credential, _time, cancellationToken).ConfigureAwait(false)
            : throw new SiteException(new Problem { Code = "not-found", Message = $"Site '{Alias}': '{vm}' is no VM of this host.", Remedy = "Inspect the site, and plan again." });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) => AccountCheck.CheckAsync(_shell, steps, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _shell.DisposeAsync();
}

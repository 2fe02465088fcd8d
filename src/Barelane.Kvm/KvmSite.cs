using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Kvm.Guest;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Planning;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm;

/// <summary>A connected KVM host: this machine, or another one over ssh.</summary>
public sealed class KvmSite : ISiteAdapter
{
    private readonly IHostControl _control;
    private readonly ILibvirt? _libvirt;
    private readonly Problem? _whyNoLibvirt;
    private readonly TimeProvider _time;
    private readonly ObjectRef _host;

    internal KvmSite(string alias, string machineId, IHostFiles files, IHostControl control, ILibvirt? libvirt, Problem? whyNoLibvirt, TimeProvider time, bool isHere = false)
    {
        Alias = alias;
        _control = control;
        _libvirt = libvirt;
        _whyNoLibvirt = whyNoLibvirt;
        _time = time;
        _host = KvmIds.Host(machineId);
        Source = new KvmInventorySource(files, libvirt, alias, whyNoLibvirt);
        Support = new KvmSupportSource(files, control, libvirt);
        Planner = new KvmWayPlanner();
        Probe = new InventoryProbe(Source, Planner, _host.Site);
        OwnReboot = isHere ? new ResumeUnit(control, files) : null;
        Executor = new KvmStepExecutor(new StepTools { Host = _host, Files = files, Control = control, Libvirt = libvirt, Probe = Probe, Time = time });
    }

    /// <inheritdoc/>
    public string Alias { get; }

    /// <inheritdoc/>
    public IInventorySource Source { get; }

    /// <inheritdoc/>
    public ISupportSource? Support { get; }

    /// <inheritdoc/>
    public IOwnReboot? OwnReboot { get; }

    /// <inheritdoc/>
    public IWayPlanner Planner { get; }

    /// <inheritdoc/>
    public IStepExecutor Executor { get; }

    /// <inheritdoc/>
    public IProbe Probe { get; }

    /// <summary>
    /// Connects to the host's shell and to its libvirt. A host without libvirt is a site all the same: its devices can be seen, and no VM.
    /// </summary>
    /// <param name="spec">The site.</param>
    /// <param name="time">The clock of waits and limits.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="SiteException">The address is none, the host can't be reached, or does not tell who it is.</exception>
    public static async Task<KvmSite> ConnectAsync(SiteSpec spec, TimeProvider time, CancellationToken cancellationToken)
    {
        var endpoint = KvmEndpoint.Parse(spec);
        var transport = endpoint.Transport();
        var control = new HostShell(transport, time);
        try
        {
            IHostFiles files = endpoint.Destination is null ? new LocalHostFiles("/") : new ShellHostFiles(transport, time);
            var opening = OpenLibvirtAsync(endpoint, cancellationToken);
            await files.PrepareAsync([.. MachineReader.Paths()], cancellationToken).ConfigureAwait(false);
            var machineFacts = MachineReader.Read(files);
            var id = machineFacts.Id;
            var (libvirt, why) = await opening.ConfigureAwait(false);
            return id.TryGet(out var machine)
                ? new KvmSite(spec.Alias, machine, files, control, libvirt, why, time, endpoint.Destination is null || IsThisMachine(machineFacts.BootId))
                : throw new SiteException(new Problem
                {
                    Code = "host-unidentified",
                    Message = $"Site '{spec.Alias}': the host does not tell who it is: {id.Note ?? "'/etc/machine-id' is not there."}",
                    Remedy = "Make the file with 'systemd-machine-id-setup' on the host.",
                });
        }
        catch (SiteException)
        {
            await control.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The guest agent runs as root and asks for no account: the credential is not used.</remarks>
    public async Task<IGuestChannel> OpenGuestAsync(ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken)
    {
        if (_libvirt is null)
        {
            throw new SiteException(_whyNoLibvirt ?? new Problem { Code = "libvirt-missing", Message = $"Site '{Alias}' has no libvirt." });
        }

        if (vm.Site != _host.Site || !Guid.TryParse(vm.Id, out var uuid))
        {
            throw new SiteException(new Problem { Code = "not-found", Message = $"'{vm}' is no VM of site '{Alias}'." });
        }

        var found = (await _libvirt.ReadAsync(withLive: false, cancellationToken).ConfigureAwait(false)).Domains.FirstOrDefault(d => d.Uuid == uuid);
        return await AgentChannel.OpenAsync(_libvirt, uuid, found?.Name ?? vm.Id, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>libvirt gives the domain's UUID to the firmware, and lets no definition say another one there.</remarks>
    public Guid? MachineOf(ObjectRef vm) => vm.Site == _host.Site && Guid.TryParse(vm.Id, out var uuid) ? uuid : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) =>
    [
        .. await AccountCheck.CheckAsync(_control, steps, cancellationToken).ConfigureAwait(false),
        .. OwnReboot is null ? [] : await OwnRebootCheck.CheckAsync(_control, steps, cancellationToken).ConfigureAwait(false),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_libvirt is not null)
        {
            await _libvirt.DisposeAsync().ConfigureAwait(false);
        }

        await _control.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A boot's id is of one kernel alone: a host that has ours is this machine, whatever way leads to it.</summary>
    private static bool IsThisMachine(Observed<string> bootId) =>
        bootId.TryGet(out var there) && MachineReader.BootId(new LocalHostFiles("/")).TryGet(out var here) && string.Equals(there, here, StringComparison.Ordinal);

    private static async Task<(ILibvirt? Libvirt, Problem? WhyNot)> OpenLibvirtAsync(KvmEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return (await LibvirtConnection.OpenAsync(endpoint.Libvirt, cancellationToken).ConfigureAwait(false), null);
        }
        catch (SiteException e) when (e.Problem.Code is "libvirt-missing" or "unreachable" or "no-permission")
        {
            return (null, e.Problem);
        }
    }
}

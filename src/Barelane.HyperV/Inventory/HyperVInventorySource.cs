using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Inventory;

/// <summary>Reads a Hyper-V host through its reading scripts.</summary>
internal sealed class HyperVInventorySource(IPowerShellHost host, string alias) : IInventorySource
{
    private readonly HostAnswersReader _reader = new(host);

    /// <summary>What the host's modules can do, as last read; null before the first reading.</summary>
    public HostCommands? Commands { get; private set; }

    /// <inheritdoc/>
    /// <remarks>A whole inspection shows what can be seen even where VMs can't be read, and says so as a gap. One that asks for a VM fails then.</remarks>
    public Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken) => ReadAsync(scope, isLight: false, cancellationToken);

    /// <summary>As the other, and light where it is only about fields: what no field tells (memory and interrupts of devices, what the host uses them for) takes Windows seconds, and is not asked.</summary>
    public async Task<SiteInventory> ReadAsync(InspectScope scope, bool isLight, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var answers = await _reader.ReadAsync(isLight, cancellationToken).ConfigureAwait(false);
        Commands = answers.Commands;
        var uuid = HyperVIds.Machine(answers.Machine.Uuid) ?? throw new SiteException(new Problem
        {
            Code = "host-unidentified",
            Message = $"Site '{alias}': the host tells the UUID '{answers.Machine.Uuid}', which is nobody's.",
            Remedy = "Have the maker's tool set the system UUID in firmware.",
        });
        if (!answers.Vms.IsKnown && !scope.Everything)
        {
            throw new SiteException(Gap("VMs", answers.Vms.Note));
        }

        var reference = HyperVIds.Host(uuid);
        var vms = answers.Vms.Or([]);
        var places = new DevicePlaces(answers.Devices.Or([]), vms.SelectMany(v => Marks.ParseCards(NotesMark.Read(v.Notes).GetValueOrDefault("cards"))));
        var assembly = new VmAssembly(answers, reference, places);
        var holders = new CardHolders();
        assembly.Count(holders);
        var devices = new DeviceAssembly(answers, reference, places, holders, new PartitionableCards(answers.Partitionable, holders));
        var made = HostAssembly.Of(answers, reference, [.. places.All.Select(devices.Of)]);
        return new SiteInventory
        {
            Site = new Site
            {
                Ref = HyperVIds.Site(uuid),
                Alias = alias,
                Hypervisor = Hypervisor.HyperV,
                Product = $"Hyper-V on {answers.Machine.System}",
                ApiVersion = answers.Machine.Version,
                ManagesFleet = false,
            },
            Clusters = answers.Cluster.TryGet(out var cluster)
                ? [new Cluster { Ref = new ObjectRef(ObjectKind.Cluster, uuid, cluster.Id), Name = cluster.Name, HostFailover = Observed.Read(true), LoadBalancing = Observed.Read(false), Automation = Observed<string>.Absent, AdmissionControl = Observed.Read(false), Vsan = Observed.Read(false) }]
                : [],
            Hosts = [made],
            Vms = [.. vms.Where(v => Guid.TryParse(v.Id, out _)).Select(assembly.Of).OrderBy(v => v.Path, StringComparer.Ordinal).ThenBy(v => v.Ref)],
            IsWhole = answers.Vms.IsKnown,
            Gaps =
            [
                .. places.Lost.Select(l => new Problem { Code = "address-unknown", Message = l, Remedy = "The device is left out. Mount it ('Mount-VMHostAssignableDevice -LocationPath …'), and inspect again." }),
                .. Untold("VMs", answers.Vms), .. Untold("devices", answers.Devices), .. Untold("dismounted devices", answers.Assignable), .. Untold("VMs' devices", answers.VmDevices),
                .. Untold("cards for partitions", answers.Partitionable), .. Untold("what can be given to VMs", answers.VmHost), .. Untold("policies", answers.Settings),
                .. Untold("memory and interrupts of devices", answers.Resources), .. Untold("the cluster", answers.Cluster),
            ],
        };
    }

    private IEnumerable<Problem> Untold<T>(string what, Observed<T> fact) => fact.State == ObservedState.Unreadable ? [Gap(what, fact.Note)] : [];

    private Problem Gap(string what, string? why) => new()
    {
        Code = "unreadable",
        Message = $"Site '{alias}': {what} could not be read: {why}",
        Remedy = "Look whether the account is an administrator of the host, the role Hyper-V with its PowerShell module is installed, and the service 'vmms' runs.",
    };
}

using System.Xml.Linq;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Steps.Domains;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>A libvirt over a simulated kernel: domains that are defined, started with their managed devices, and stopped.</summary>
internal sealed class SimulatedLibvirt(SimulatedHost host, FaultLine line) : ILibvirt
{
    private readonly SortedDictionary<Guid, Domain> _domains = [];

    /// <summary>What guests answer to their agent's commands; null for a guest without one.</summary>
    public Func<string, string>? Agent { get; set; }

    /// <summary>Why a VM with a device does not start; null where it does.</summary>
    public string? Refuses { get; set; }

    /// <summary>Which libvirt it is.</summary>
    public Version Version { get; set; } = new(9, 0, 0);

    /// <summary>Whether guests do as they are asked and shut down.</summary>
    public bool GuestsShutDown { get; set; } = true;

    public Guid Define(string name, string xml, bool isRunning = false)
    {
        var uuid = FakeLibvirt.IdOf(name);
        _domains[uuid] = new Domain { Name = name, Xml = xml, LiveXml = isRunning ? xml : null };
        return uuid;
    }

    public void Remove(Guid uuid) => _domains.Remove(uuid);

    public void Change(Guid uuid, Func<string, string> change) => _domains[uuid].Xml = change(_domains[uuid].Xml);

    /// <summary>Waits until nothing is under way about a domain: libvirt answers no question about it while it works on it.</summary>
    public Action<Guid> Finish { get; set; } = _ => { };

    /// <summary>The host goes down, and every domain with it.</summary>
    public IReadOnlyList<Guid> StopAll()
    {
        var running = _domains.Where(d => d.Value.LiveXml is not null).Select(d => d.Key).ToList();
        foreach (var uuid in running)
        {
            _domains[uuid].LiveXml = null;
            _domains[uuid].Taken.Clear();
        }

        return running;
    }

    public string XmlOf(Guid uuid) => _domains[uuid].Xml;

    /// <summary>Everything about every domain.</summary>
    public string Describe(bool withRestorePoints = true) => string.Concat(_domains.Values.Select(d =>
        $"{d.Name} {(d.LiveXml is null ? "off" : "on")} {(withRestorePoints ? string.Join(',', d.Snapshots) : "")}\n{XElement.Parse(d.Xml)}\n"));

    public Task<LibvirtHost> ReadAsync(bool withLive, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new LibvirtHost
        {
            LibvirtVersion = Version,
            QemuVersion = Observed.Read(new Version(7, 2, 22)),
            Domains =
            [
                .. _domains.Select(p => new LibvirtDomain
                {
                    Uuid = p.Key,
                    Name = p.Value.Name,
                    State = Observed.Read((int)p.Value.State),
                    StoredXml = Observed.Read(p.Value.Xml.Replace(" passwd='secret-word'", "", StringComparison.Ordinal)),
                    LiveXml = p.Value.LiveXml is { } live ? Observed.Read(live.Replace(" passwd='secret-word'", "", StringComparison.Ordinal)) : Observed<string>.Absent,
                    Autostart = Observed.Read(false),
                    HasSavedState = Observed.Read(false),
                    Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([.. p.Value.Snapshots.Select(s => new SnapshotInfo(s, DateTimeOffset.UnixEpoch, false))]),
                }),
            ],
        });
    }

    public Task<DomainState?> StateAsync(Guid uuid, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_domains.TryGetValue(uuid, out var domain) ? domain.State : (DomainState?)null);
    }

    public Task<string> EditableXmlAsync(Guid uuid, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Finish(uuid);
        return Task.FromResult(Find(uuid).Xml);
    }

    public Task RedefineAsync(Guid uuid, string basis, string xml, CancellationToken cancellationToken) => line.WriteAsync(() =>
    {
        var domain = Find(uuid);
        domain.Xml = XmlHash.Of(domain.Xml) == basis ? xml : throw LibvirtProblems.Changed(domain.Name);
    }, uuid.ToString());

    public Task StartAsync(Guid uuid, CancellationToken cancellationToken) => line.WriteAsync(() => Start(uuid), uuid.ToString());

    /// <summary>Starts a domain: its managed devices are taken from the host, the others have to be.</summary>
    public void Start(Guid uuid)
    {
        var domain = Find(uuid);
        Require(Refuses is null || !domain.Xml.Contains("<hostdev", StringComparison.Ordinal), LibvirtError.InternalError, Refuses ?? "");
        Require(domain.LiveXml is null, LibvirtError.OperationInvalid, "domain is already running");
        foreach (var device in Devices(domain.Xml, managed: false).Where(d => !IsVgpu(d)))
        {
            Require(host.Kernel.DriverOf(device) == "vfio-pci", LibvirtError.InternalError, $"Unmanaged PCI device {device} must be manually detached from the host");
        }

        foreach (var device in Devices(domain.Xml, managed: true).Concat(Devices(domain.Xml, managed: false)))
        {
            var holder = _domains.Values.FirstOrDefault(d => d.LiveXml is { } live && Devices(live, managed: true).Concat(Devices(live, managed: false)).Contains(device));
            Require(holder is null, LibvirtError.InternalError, $"PCI device {device} is in use by driver QEMU, domain {holder?.Name}");
        }

        host.Kernel.Load("vfio-pci");
        foreach (var device in Devices(domain.Xml, managed: true).Where(d => host.Kernel.DriverOf(d) != "vfio-pci"))
        {
            domain.Taken.Add(device);
            Rebind(device, "vfio-pci");
        }

        domain.LiveXml = domain.Xml;
    }

    public Task ShutdownAsync(Guid uuid, CancellationToken cancellationToken) => line.WriteAsync(() =>
    {
        if (GuestsShutDown)
        {
            Stop(Find(uuid));
        }
    }, uuid.ToString());

    public Task DestroyAsync(Guid uuid, CancellationToken cancellationToken) => line.WriteAsync(() => Stop(Find(uuid)), uuid.ToString());

    public Task CreateSnapshotAsync(Guid uuid, string name, CancellationToken cancellationToken) => line.WriteAsync(() => Find(uuid).Snapshots.Add(name), uuid.ToString());

    public Task DeleteSnapshotAsync(Guid uuid, string name, CancellationToken cancellationToken) => line.WriteAsync(() => Find(uuid).Snapshots.Remove(name), uuid.ToString());

    public Task<string> AgentAsync(Guid uuid, string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Require(Agent is not null, LibvirtError.AgentUnresponsive, "QEMU guest agent is not connected");
        return Task.FromResult(Agent!(command));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Stop(Domain domain)
    {
        domain.LiveXml = null;
        foreach (var device in domain.Taken)
        {
            Rebind(device, null);
        }

        domain.Taken.Clear();
    }

    private void Rebind(string device, string? driver)
    {
        host.Kernel.Write($"/sys/bus/pci/devices/{device}/driver_override", driver ?? "\n");
        if (host.Kernel.DriverOf(device) is { } now)
        {
            host.Kernel.Write($"/sys/bus/pci/drivers/{now}/unbind", device);
        }

        host.Kernel.Write("/sys/bus/pci/drivers_probe", device);
    }

    /// <summary>A virtual function with a vGPU type stays with the vendor's driver.</summary>
    private bool IsVgpu(string device) => host.Tree.Files.ReadText($"/sys/bus/pci/devices/{device}/nvidia/current_vgpu_type").Or("0") != "0";

    private Domain Find(Guid uuid) => _domains.TryGetValue(uuid, out var domain) ? domain : throw LibvirtProblems.NoDomain(uuid);

    private static IEnumerable<string> Devices(string xml, bool managed) =>
        XElement.Parse(xml).Descendants("hostdev").Where(h => h.Attribute("type")?.Value == "pci" && h.Attribute("managed")?.Value == (managed ? "yes" : "no")).Select(h => HostDevice.SourceOf(h)!);

    private static void Require(bool isSo, int code, string otherwise)
    {
        if (!isSo)
        {
            throw LibvirtProblems.Of(new LibvirtError(code, otherwise), "'a domain'");
        }
    }

    private sealed class Domain
    {
        public required string Name { get; init; }

        public required string Xml { get; set; }

        public string? LiveXml { get; set; }

        public List<string> Snapshots { get; } = [];

        public List<string> Taken { get; } = [];

        public DomainState State => LiveXml is null ? DomainState.Off : DomainState.Running;
    }
}

using System.Globalization;
using Barelane.Twin.Faults;
using Barelane.Twin.Guests;
using Barelane.Twin.Model;
using Barelane.Twin.Recording;
using Barelane.Twin.Schema;
using Barelane.Twin.Services;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin;

/// <summary>
/// The simulated site: every object by its id, its time, its rules. One lock guards the whole model; a test that looks at
/// objects while calls are under way reads them inside <see cref="Read{T}"/>.
/// </summary>
public sealed class TwinSite : IDisposable
{
    private readonly Dictionary<string, TwinObject> _objects = new(StringComparer.Ordinal);
    private readonly List<TwinVm> _vms = [];
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;
    private long _revision;
    private long _changeVersion;

    internal TwinSite(RecordedSite record, TwinOptions options)
    {
        Record = record;
        Stopping = _stopping.Token;
        Options = options;
        Api = ApiVersion.Parse(record.ApiVersion);
        Clock = new TwinClock(options.TimeProvider, options.TimeScale);
        Root = Add(new TwinFolder(this, "group-d1", "Datacenters", null, "Folder", "Datacenter"));
    }

    /// <summary>Planted faults and delays; rules can be added and taken away while the twin runs.</summary>
    public FaultRules Faults { get; } = new();

    /// <summary>The unverified facts as they stand in this site.</summary>
    public TwinSwitches Switches => Options.Switches;

    /// <summary>All hosts.</summary>
    public IEnumerable<TwinHost> Hosts => HostList;

    /// <summary>All virtual machines.</summary>
    public IEnumerable<TwinVm> Vms => VmList;

    /// <summary>How many calls were answered since the start, by method: round trips as a test may count them.</summary>
    public IReadOnlyDictionary<string, int> Calls => Read(() => CallCounts.ToDictionary(StringComparer.Ordinal));

    internal Lock Gate { get; } = new();

    internal RecordedSite Record { get; }

    internal TwinOptions Options { get; }

    internal ApiVersion Api { get; }

    internal TwinClock Clock { get; }

    internal TwinFolder Root { get; }

    internal List<TwinHost> HostList { get; } = [];

    internal IReadOnlyList<TwinVm> VmList => _vms;

    internal List<TwinCompute> Computes { get; } = [];

    internal Dictionary<string, int> CallCounts { get; } = new(StringComparer.Ordinal);

    internal FileTransfers Transfers { get; } = new();

    internal SessionTable Sessions { get; } = new();

    /// <summary>The session of the call being carried out; set and read with the gate held.</summary>
    internal TwinSession? Caller { get; set; }

    internal bool IsLoneHost => Record.ApiType == "HostAgent";

    /// <summary>True while a lone host reboots: it answers nothing, connections just drop (§1.8).</summary>
    internal bool IsUnreachable => IsLoneHost && HostList.Any(host => host.IsRebooting);

    internal long Revision => _revision;

    internal CancellationToken Stopping { get; }

    /// <summary>The host of a name; throws when there is none.</summary>
    public TwinHost Host(string name) => HostList.First(host => host.Name == name);

    /// <summary>The virtual machine of a name; throws when there is none.</summary>
    public TwinVm Vm(string name) => _vms.First(vm => vm.Name == name);

    /// <summary>Reads the model while nothing changes it.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    /// <summary>
    /// Changes the model from outside, as someone else's work in the vSphere Client would: a VM's memory or extraConfig, as
    /// in <c>site.Change(() => vm.SetMemory(4096), vm)</c>. The objects named are announced as changed.
    /// </summary>
    public void Change(Action change, params TwinObject[] changed)
    {
        lock (Gate)
        {
            change();
            Touch(changed);
        }
    }

    /// <summary>Completes with the next change of anything in the site.</summary>
    public Task ChangedAsync(CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            return _changed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the boot of a host that a planted fault keeps from coming back; nothing happens to a host that is up.</summary>
    public void BringBack(string hostName)
    {
        lock (Gate)
        {
            HostReboot.Complete(Host(hostName));
        }
    }

    /// <summary>Fails a host as a power loss would: its VMs die, and HA restarts those it may elsewhere.</summary>
    public void FailHost(string hostName)
    {
        lock (Gate)
        {
            HostReboot.Fail(Host(hostName));
        }
    }

    /// <summary>Ends every session, as a restart of the server's service would.</summary>
    public void ExpireSessions()
    {
        lock (Gate)
        {
            Sessions.EndAll(this);
        }
    }

    /// <summary>Drops the tasks that are over, as a server does after a while: their references lead nowhere then.</summary>
    public void ForgetTasks()
    {
        lock (Gate)
        {
            foreach (var task in _objects.Values.OfType<TwinTask>().Where(task => task.Completed is not null).ToList())
            {
                Remove(task);
            }
        }
    }

    /// <summary>
    /// Everything that a client could have changed, in one canonical text: two equal texts are two equal sites. Left out is
    /// what moves by itself: changeVersion, boot times, tasks, sessions.
    /// </summary>
    public string Snapshot() => Read(() => SiteText.Of(this));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    internal T Add<T>(T item)
        where T : TwinObject
    {
        _objects.Add(item.Ref.Id, item);
        item.Revision = ++_revision;
        return item;
    }

    internal void Remove(TwinObject item)
    {
        _objects.Remove(item.Ref.Id);
        Touch();
    }

    /// <summary>Registers a VM: from now on it is one of its host's.</summary>
    internal void Register(TwinVm vm)
    {
        Add((TwinObject)vm);
        _vms.Add(vm);
        vm.Host.VmList.Add(vm);
    }

    internal void Unregister(TwinVm vm)
    {
        _vms.Remove(vm);
        vm.Host.VmList.Remove(vm);
        Remove(vm);
    }

    internal string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_lastId}");

    internal string NextChangeVersion() => string.Create(CultureInfo.InvariantCulture, $"{Clock.Now:yyyy-MM-ddTHH:mm:ss}.{++_changeVersion:000000}Z");

    internal TwinObject? Find(MoRef reference) =>
        _objects.TryGetValue(reference.Id, out var found) && found.Ref.Type == reference.Type ? found : null;

    internal TwinObject Get(MoRef reference) => Find(reference) ?? throw VimFaults.NotFound(reference);

    internal T Get<T>(MoRef? reference)
        where T : TwinObject =>
        reference is { } given && Get(given) is T found ? found : throw VimFaults.NotFound(reference ?? default);

    /// <summary>Marks objects as changed and wakes whoever waits for a change.</summary>
    internal void Touch(params ReadOnlySpan<TwinObject> changed)
    {
        _revision++;
        foreach (var item in changed)
        {
            item.Revision = _revision;
        }

        var waiting = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.TrySetResult();
    }

    /// <summary>Completes with the next change after this call; taken while holding the gate.</summary>
    internal Task NextChange() => _changed.Task;
}

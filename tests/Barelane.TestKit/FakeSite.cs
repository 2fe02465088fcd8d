using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.TestKit.Matrix;

namespace Barelane.TestKit;

/// <summary>
/// A hypervisor in memory with the rules that matter: cards become ready by a reboot in maintenance, VMs are configured while they
/// are off and start only with a ready card and a full reservation. Deterministic, on a clock that the test moves; faults by rule.
/// </summary>
public sealed class FakeSite : ISiteAdapter, IInventorySource, IProbe, IMatrixSite
{
    public const string Instance = "5f0c-fake";

    private readonly List<(DateTimeOffset Due, ObjectRef Target, Action Effect)> _late = [];

    public FakeSite(ManualTimeProvider time, string alias = "dc1")
    {
        Time = time;
        Alias = alias;
        Executor = new FakeExecutor(this);
        Faults = new FaultPlan();
    }

    public ManualTimeProvider Time { get; }

    public string Alias { get; }

    public IInventorySource Source => this;

    public IWayPlanner Planner { get; init; } = new FakeWayPlanner();

    public IStepExecutor Executor { get; }

    public IProbe Probe => this;

    public FaultPlan Faults { get; }

    public List<FakeHost> Hosts { get; } = [];

    public List<FakeVm> Vms { get; } = [];

    /// <summary>What was done that no careful program does: a host rebooted outside maintenance, a card switched under a running VM.</summary>
    public List<string> Violations { get; } = [];

    IReadOnlyList<string> IMatrixSite.Violations => Violations;

    public IReadOnlyList<FaultKind> FaultKinds { get; } = Enum.GetValues<FaultKind>();

    /// <summary>Fields whose reading fails, and how often still.</summary>
    public Dictionary<(ObjectRef Target, Field Field), int> Unreadable { get; } = [];

    public FakeHost AddHost(string name, string? cluster = "c1", params string[] cards)
    {
        var host = new FakeHost { Ref = new ObjectRef(ObjectKind.Host, Instance, "host-" + name), Name = name, Cluster = cluster, BootTime = Time.GetUtcNow() };
        foreach (var card in cards)
        {
            var address = PciAddress.Parse(card);
            host.Devices.Add(new FakeDevice { Ref = ObjectRef.Device(host.Ref, address), Address = address });
        }

        Hosts.Add(host);
        return host;
    }

    public FakeVm AddVm(string name, FakeHost host, PowerState power = PowerState.On)
    {
        var vm = new FakeVm { Ref = new ObjectRef(ObjectKind.Vm, Instance, "vm-" + name), Name = name, Host = host.Ref, Power = power };
        Vms.Add(vm);
        return vm;
    }

    public FakeHost HostOf(ObjectRef any) => Hosts.Single(h => h.Ref == any.HostOfDevice());

    public FakeDevice Device(ObjectRef device) => HostOf(device).Devices.Single(d => d.Ref == device);

    /// <summary>Makes a VM that is off, under the identity that the plan has chosen.</summary>
    public void MakeVm(ObjectRef planned, FakeHost host) =>
        Vms.Add(new FakeVm { Ref = NewVmRef.Lasting(planned), Name = NewVmRef.NameOf(planned), Host = host.Ref, Power = PowerState.Off });

    /// <summary>The VM; one that was to be made is found by the identity chosen for it.</summary>
    public FakeVm? Vm(ObjectRef vm) => Vms.FirstOrDefault(v => v.Ref == NewVmRef.Lasting(vm));

    public FleetInventory Fleet()
    {
        Land();
        return new FleetInventory([FakeInventory.Of(this)]);
    }

    public Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken) => Task.FromResult(Fleet().Sites[0]);

    public Task<IReadOnlyList<Observed<string>>> ReadAsync(IReadOnlyList<(ObjectRef Target, Field Field)> fields, CancellationToken cancellationToken)
    {
        var fleet = Fleet();
        return Task.FromResult<IReadOnlyList<Observed<string>>>([.. fields.Select(f => IsUnreadable(f) ? Observed<string>.Unreadable("The fake was told so.") : Planner.Read(fleet, f.Target, f.Field))]);
    }

    public Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>([]);

    public Task<IGuestChannel> OpenGuestAsync(ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken) =>
        throw new SiteException(new Problem { Code = "guest-unreachable", Message = "The fake's guests cannot be asked." });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ISiteAdapter Connect() => this;

    public Task<FleetInventory> InspectAsync() => Task.FromResult(Fleet());

    /// <summary>Every step is one write here.</summary>
    public int WritesOf(StepKind kind, ObjectRef target, int skip) => 1;

    public void Attend()
    {
    }

    /// <summary>Everything but boot times and run ids, as text: two states are the same if their texts are.</summary>
    public string Describe(bool withRestorePoints = true)
    {
        Land();
        var text = new StringBuilder();
        foreach (var host in Hosts)
        {
            Line($"host {host.Name} maintenance={host.Maintenance} responds={host.Responds}");
            foreach (var device in host.Devices)
            {
                Line($"  card {device.Address} wanted={device.Wanted} active={device.Active} graphics={device.GraphicsType}");
            }
        }

        foreach (var vm in Vms.OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            Line($"vm {vm.Name} on={HostOf(vm.Host).Name} power={vm.Power} memory={vm.MemoryMiB} reserved={vm.ReservationMiB}");
            Line($"  options={Pairs(vm.Options)} attached={string.Join(";", vm.Attached.Select(a => $"{a.Key}x{a.Value}"))} guest={Pairs(vm.Guest)}");
            Line($"  mark={string.Join(";", vm.Mark.Select(m => m.Key == "run" ? "run" : $"{m.Key}={m.Value}"))}");
            if (withRestorePoints)
            {
                Line($"  restore points={string.Join(";", vm.RestorePoints)}");
            }
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        static string Pairs(SortedDictionary<string, string> pairs) => string.Join(";", pairs.Select(p => $"{p.Key}={p.Value}"));
    }

    /// <summary>Lets an effect come later, as a task does that outlives its caller.</summary>
    internal void Later(TimeSpan after, ObjectRef target, Action effect) => _late.Add((Time.GetUtcNow() + after, target, effect));

    /// <summary>Waits until nothing is under way for a target.</summary>
    internal void Settle(ObjectRef target)
    {
        while (_late.Where(l => l.Target == target).OrderBy(l => l.Due).FirstOrDefault() is { Effect: not null } next)
        {
            Time.Advance(next.Due > Time.GetUtcNow() ? next.Due - Time.GetUtcNow() : TimeSpan.Zero);
            Land();
        }
    }

    private void Land()
    {
        var now = Time.GetUtcNow();
        foreach (var due in _late.Where(l => l.Due <= now).OrderBy(l => l.Due).ToList())
        {
            _late.Remove(due);
            due.Effect();
        }
    }

    private bool IsUnreadable((ObjectRef, Field) field)
    {
        if (!Unreadable.TryGetValue(field, out var left) || left == 0)
        {
            return false;
        }

        Unreadable[field] = left - 1;
        return true;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Planning;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Kvm.Tests.Matrix;

/// <summary>The adapter over a simulated host, hit at any of its writes: refused, not heard of again, cut off, or with the process killed; what was sent may land half a minute later.</summary>
internal sealed partial class KvmMatrixSite : IMatrixSite, IDisposable
{
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(30);
    private static readonly string[] Described = ["/etc", "/sys/bus", "/sys/devices", "/sys/class", "/var", "/run", "/boot", "/proc/cmdline"];

    private readonly MemoryStore _store = new();
    private readonly List<(DateTimeOffset Due, LineWrite Write)> _late = [];
    private readonly List<(StepKind Kind, ObjectRef Target, int Writes)> _executed = [];
    private (FaultKind Fault, int Write)? _fault;
    private StepContext? _context;
    private int _writes;
    private bool _isDead;
    private bool _isLanding;

    public KvmMatrixSite(ManualTimeProvider time)
    {
        Time = time;
        Tree = new HostTree(_store);
        Host = new SimulatedHost(Tree, Line)
        {
            IsAtWork = subject =>
            {
                Land();
                return _late.Any(l => l.Write.Subject == subject);
            },
        };
        Libvirt = new SimulatedLibvirt(Host, Line) { Finish = uuid => FinishAll(l => l.Subject == uuid.ToString()) };
        Host.GoingDown = () => Libvirt.StopAll();
        Line.Interceptor = InterceptAsync;
        _store.Reading = Land;
    }

    public ManualTimeProvider Time { get; }

    public HostTree Tree { get; }

    public FaultLine Line { get; } = new();

    public SimulatedHost Host { get; }

    public SimulatedLibvirt Libvirt { get; }

    public FaultPlan Faults { get; } = new();

    public IReadOnlyList<FaultKind> FaultKinds { get; } =
    [
        FaultKind.Refused, FaultKind.TimeoutWithoutEffect, FaultKind.TimeoutWithEffect, FaultKind.TimeoutWithLateEffect, FaultKind.LostBeforeAct, FaultKind.LostAfterAct, FaultKind.LostAfterActLate,
        FaultKind.KilledAfterIntent, FaultKind.KilledAfterAct, FaultKind.KilledAfterActLate, FaultKind.KilledAfterOutcome, FaultKind.EndedBySomebody,
    ];

    public IReadOnlyList<string> Violations => Host.Violations;

    public IWayPlanner Planner { get; } = new KvmWayPlanner();

    public void Dispose() => Tree.Dispose();

    public ISiteAdapter Connect()
    {
        _isDead = false;
        _executed.Clear();
        Host.ForgetLock();
        var adapter = Adapter();
        return new FaultyAdapter(adapter, new FaultyExecutor(adapter.Executor, this));
    }

    public async Task<FleetInventory> InspectAsync() => new([await Adapter().Source.ReadAsync(InspectScope.Whole, default)]);

    public int WritesOf(StepKind kind, ObjectRef target, int skip) => Math.Max(1, _executed.Where(e => e.Kind == kind && e.Target == target).Skip(skip).Select(e => e.Writes).FirstOrDefault());

    /// <summary>A host with a stuck device is rebooted, as the message says; its VMs start with it.</summary>
    public void Attend()
    {
        if (Tree.Files.List(OwnTraces.StuckFolder).Or([]).Count == 0)
        {
            return;
        }

        FinishAll(_ => true);
        var running = Libvirt.StopAll();
        Host.Restart();
        foreach (var vm in running)
        {
            Libvirt.Start(vm);
        }
    }

    public string Describe(bool withRestorePoints = true)
    {
        // What is under way comes to its end, whoever did not wait for it.
        FinishAll(_ => true);
        var text = new StringBuilder(Libvirt.Describe(withRestorePoints));
        foreach (var folder in Described)
        {
            Tree.Describe(text, folder);
        }

        // What is kept of a boot loader's file is a memory of Barelane's, as the journal is; a boot unit that follows nothing does nothing; whether drivers take new virtual functions, which a kill
        // between two writes can leave switched off, is not among the fields; a namespace that nothing uses is no setting.
        var idle = Tree.Files.List(OwnTraces.BootFolder).Or([]).Count == 0 ? ["/etc/barelane/boot.sh", "/etc/systemd/system/barelane-boot.service", "/etc/systemd/system/multi-user.target.wants/barelane-boot.service"] : Array.Empty<string>();
        var lines = RunIds().Replace(text.ToString(), "run=\"\"").Replace(" xmlns:qemu=\"http://libvirt.org/schemas/domain/qemu/1.0\"", "", StringComparison.Ordinal).Split('\n');
        return string.Concat(lines.Where(l => !l.StartsWith("/var/lib/barelane/boot/", StringComparison.Ordinal) && !l.Contains("/sriov_drivers_autoprobe", StringComparison.Ordinal) && !idle.Any(i => l.StartsWith(i + " ", StringComparison.Ordinal))).Select(l => l + "\n"));
    }

    /// <summary>What happens to the step that begins; its writes are counted from here on.</summary>
    public void Begin(StepContext context)
    {
        (_fault, _context, _writes) = (Faults.Take(context.Step), context, 0);
        Faults.AfterOutcome = _fault?.Fault switch
        {
            FaultKind.KilledAfterOutcome => Kill,
            FaultKind.EndedBySomebody => () => Tree.Remove(KernelPaths.Maintenance),
            _ => null,
        };
    }

    public void End(StepContext context)
    {
        _executed.Add((context.Step.Kind, context.Step.Target, _writes));
        _fault = null;
    }

    private KvmSite Adapter() => new("rack7", HostTree.MachineId, Tree.Files, Host, Libvirt, null, Time);

    private async Task InterceptAsync(LineWrite write)
    {
        if (_isDead)
        {
            throw new SimulatedKillException();
        }

        if (PciAddress.TryParse(write.Subject, out var address) && Tree.Files.Exists(KernelPaths.Stuck(address)).Value)
        {
            Host.Violations.Add($"'{address}' was written to although it is stuck.");
        }

        // What the host boots with is changed in the bracket of its maintenance alone.
        if (_context?.Step is { Kind: StepKind.ClaimDevice or StepKind.ReleaseDevice, Target.Kind: ObjectKind.Host } && !Tree.Files.Exists(KernelPaths.Maintenance).Value)
        {
            Host.Violations.Add("The kernel's arguments were changed outside of maintenance.");
        }

        var at = _writes++;
        if (_fault is not { } hit || hit.Write != at)
        {
            write.Write();
            return;
        }

        switch (hit.Fault)
        {
            case FaultKind.Refused:
                throw HostProblems.Refused("rack7", "a write", "cat: write error: Input/output error");
            case FaultKind.TimeoutWithoutEffect:
                await HangAsync(write);
                break;
            case FaultKind.TimeoutWithEffect:
                write.Write();
                await HangAsync(write);
                break;
            case FaultKind.TimeoutWithLateEffect:
                Later(write, write.Limit ?? _context!.Deadline);
                await HangAsync(write);
                break;
            case FaultKind.LostBeforeAct:
                throw HostProblems.Unreachable("rack7", "Connection closed");
            case FaultKind.LostAfterAct:
                write.Write();
                throw HostProblems.Unreachable("rack7", "Connection closed");
            case FaultKind.LostAfterActLate:
                Later(write);
                throw HostProblems.Unreachable("rack7", "Connection closed");
            case FaultKind.KilledAfterIntent:
                Kill();
                break;
            case FaultKind.KilledAfterAct:
                write.Write();
                Kill();
                break;
            case FaultKind.KilledAfterActLate:
                Later(write);
                Kill();
                break;
            default:
                write.Write();
                break;
        }
    }

    private void Kill()
    {
        _isDead = true;
        Faults.Kill();
    }

    /// <summary>A child is given up when its time is over; libvirt is waited for until the step's own deadline.</summary>
    private async Task HangAsync(LineWrite write)
    {
        if (write.Limit is { } limit)
        {
            Time.Advance(limit);
            throw HostProblems.GivenUp("rack7", "a write", limit);
        }

        Time.Advance(_context!.Deadline);
        await Task.Delay(Timeout.Infinite);
    }

    private void Later(LineWrite write, TimeSpan after = default) => _late.Add((Time.GetUtcNow() + after + LateBy, write));

    private void FinishAll(Func<LineWrite, bool> which)
    {
        while (_late.Where(l => which(l.Write)).Select(l => (DateTimeOffset?)l.Due).Min() is { } due)
        {
            Time.Advance(due > Time.GetUtcNow() ? due - Time.GetUtcNow() : TimeSpan.Zero);
            Land();
        }
    }

    private void Land()
    {
        if (_isLanding)
        {
            return;
        }

        _isLanding = true;
        foreach (var due in _late.Where(l => l.Due <= Time.GetUtcNow()).OrderBy(l => l.Due).ToList())
        {
            _late.Remove(due);
            try
            {
                due.Write.Write();
            }
            catch (SiteException)
            {
                // By now the host does not take it any more.
            }
        }

        _isLanding = false;
    }

    [GeneratedRegex("run=\"[^\"]*\"")]
    private static partial Regex RunIds();
}

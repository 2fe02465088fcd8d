using System.Text.RegularExpressions;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.FakeHyperV.Host;
using Barelane.Guest.Preparation;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.Tests.Steps;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.HyperV.Tests.Matrix;

/// <summary>The adapter over a fake host, hit at any of the scripts that change something: refused, not heard of again, cut off, or with the process killed; what was sent may land half a minute later.</summary>
internal sealed partial class HyperVMatrixSite : IMatrixSite, IAsyncDisposable
{
    private readonly List<(StepKind Kind, ObjectRef Target, int Writes)> _executed = [];
    private readonly MatrixLine _line;

    public HyperVMatrixSite(ManualTimeProvider time)
    {
        Time = time;
        Host = FakeHosts.Make(time: time);
        _line = new MatrixLine(this);
    }

    public ManualTimeProvider Time { get; }

    public FakeHyperV.Host.FakeHost Host { get; private set; }

    public FaultPlan Faults { get; } = new();

    public IReadOnlyList<FaultKind> FaultKinds { get; init; } =
    [
        FaultKind.Refused, FaultKind.TimeoutWithoutEffect, FaultKind.TimeoutWithEffect, FaultKind.LostBeforeAct, FaultKind.LostAfterAct,
        FaultKind.KilledAfterIntent, FaultKind.KilledAfterAct, FaultKind.KilledAfterOutcome, FaultKind.EndedBySomebody,
    ];

    public IReadOnlyList<string> Violations => [];

    public IWayPlanner Planner { get; } = new HyperVWayPlanner();

    /// <summary>The step under way; null between steps.</summary>
    public StepContext? Context { get; private set; }

    /// <summary>The account that the document names in the VM's guest; null for none.</summary>
    public GuestCredential? Guest { get; private set; }

    /// <summary>Begins with another host.</summary>
    public FakeHyperV.Host.FakeHost Use(string scenario) => Host = FakeScenarios.Make(scenario, Time);

    /// <summary>The VM runs, and the document names an account of its guest.</summary>
    public FakeHyperV.Host.FakeHost Asking(FakeHyperV.Host.FakeHost host)
    {
        Guest = new GuestCredential("admin", "p");
        host.Vms[0].Accounts[Guest.User] = Guest.Password;
        (host.Vms[0].State, host.Vms[0].Started) = (2, DateTime.UnixEpoch);
        return host;
    }

    public ISiteAdapter Connect()
    {
        _line.IsDead = false;
        _executed.Clear();
        var adapter = Adapter();
        return WithGuest(new MatrixAdapter(adapter, new MatrixExecutor(adapter.Executor, this)));
    }

    public async Task<FleetInventory> InspectAsync() => new([await WithGuest(Adapter()).Source.ReadAsync(InspectScope.Whole, default)]);

    public int WritesOf(StepKind kind, ObjectRef target, int skip) => Math.Max(1, _executed.Where(e => e.Kind == kind && e.Target == target).Skip(skip).Select(e => e.Writes).FirstOrDefault());

    public void Attend()
    {
    }

    public string Describe(bool withRestorePoints = true)
    {
        _line.Land();
        var lines = RunIds().Replace(HostDescription.Of(Host), "run").Split('\n');
        return string.Concat(lines.Where(l => withRestorePoints || !l.Contains(" checkpoint ", StringComparison.Ordinal)).Select(l => l + "\n"));
    }

    /// <summary>What happens to the step that begins; its scripts are counted from here on.</summary>
    public void Begin(StepContext context)
    {
        Context = context;
        _line.Begin(Faults.Take(context.Step));
        Faults.AfterOutcome = _line.Fault switch
        {
            FaultKind.KilledAfterOutcome => _line.Kill,
            FaultKind.EndedBySomebody => () => Host.Registry.Remove(@"SOFTWARE\Barelane", "Maintenance"),
            _ => null,
        };
    }

    public void End(StepContext context)
    {
        _executed.Add((context.Step.Kind, context.Step.Target, _line.Writes));
        _line.Begin(null);
        Context = null;
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private ISiteAdapter WithGuest(ISiteAdapter adapter) => Guest is null ? adapter : new GuestAwareSite(adapter, [GuestAccounts.Of(Host.Vms[0].Name, Guest)], Time);

    private HyperVSite Adapter() => new("hv01", HyperVIds.Machine(Host.Uuid.ToString())!, new PowerShellHost(_line), Time);

    [GeneratedRegex(@"(barelane: run=[^|\n]*|Maintenance = String \S*)")]
    private static partial Regex RunIds();
}

using System.Collections.Frozen;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Engine.Undo;

namespace Barelane.TestKit.Matrix;

/// <summary>
/// A site with a journal, and the commands over them as the program has them: each opens the journal anew, as a process of its own
/// that may be killed, settles what is open, inspects, plans and runs.
/// </summary>
/// <typeparam name="TSite">The site.</typeparam>
public class MatrixBench<TSite>
    where TSite : IMatrixSite
{
    private static readonly GivenConsents Everything = new()
    {
        ForAll = ConsentNames.All.Keys.ToFrozenSet(StringComparer.Ordinal),
        Bystanders = FrozenSet.Create(GivenConsents.AllBystanders),
    };

    private readonly HashSet<int> _dead = [];
    private int _processes;

    public MatrixBench(Func<ManualTimeProvider, TSite> site, TimeSpan? skips = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        Time = new ManualTimeProvider { SkipsShortWaits = skips ?? TimeSpan.FromMinutes(1) };
        Site = site(Time);
        Planners = new Dictionary<Hypervisor, IWayPlanner> { [Site.Planner.Hypervisor] = Site.Planner };
        Maker = new PlanMaker(Planners, "test");
    }

    public ManualTimeProvider Time { get; }

    public TSite Site { get; }

    public MemoryJournalStore Store { get; } = new();

    public PlanMaker Maker { get; }

    public IReadOnlyDictionary<Hypervisor, IWayPlanner> Planners { get; }

    /// <summary>Which records are written; all by default. A mutation leaves some out.</summary>
    public Func<JournalRecord, bool> Writes { get; set; } = _ => true;

    /// <summary>Changes a plan before it runs; a mutation takes conditions out.</summary>
    public Func<Plan, Plan> Runs { get; set; } = p => p;

    /// <summary>Changes a goal before it is planned; a mutation takes wants out.</summary>
    public Func<Goal, Goal> Plans { get; set; } = g => g;

    /// <summary>Whether what is open is settled before planning; a mutation does not.</summary>
    public bool Settles { get; set; } = true;

    /// <summary>Called with every record that was written.</summary>
    public Action<JournalRecord> Written { get; set; } = _ => { };

    public RunOptions Options { get; set; } = new() { Parallel = 1 };

    public GivenConsents Consents { get; set; } = Everything;

    public IReadOnlySet<string> Accepted { get; set; } = new HashSet<string>();

    /// <summary>The records of the last run.</summary>
    public IReadOnlyList<JournalRecord> LastRecords => [.. Store.Read(LastRun).Select(e => e.Record)];

    /// <summary>The last run's id.</summary>
    public string LastRun => Store.Runs()[^1];

    /// <summary>The last plan that was run.</summary>
    public Plan? LastPlan { get; private set; }

    public Task<RunResult?> ApplyAsync(Document document) => CommandAsync((fleet, chains) => Goal(fleet, chains, document));

    public Task<RunResult?> UndoAsync(string run) => CommandAsync((_, chains) => UndoGoal.From(Chain(chains, run)));

    public Task<RunResult?> ResumeAsync(string run) => CommandAsync((_, chains) => ResumeGoal.From(Chain(chains, run)));

    /// <summary>Runs towards a goal; null where the process was killed.</summary>
    public async Task<RunResult?> CommandAsync(Func<FleetInventory, IReadOnlyList<RunChain>, Goal> goal)
    {
        var process = Open();
        try
        {
            var active = await StartAsync(process, goal);
            return active is null ? null : await active.Completion;
        }
        catch (SimulatedKillException)
        {
            return null;
        }
        finally
        {
            _dead.Add(_processes);
        }
    }

    /// <summary>Begins a run in a process that lives on.</summary>
    public async Task<ActiveRun?> StartAsync(MemoryJournal process, Func<FleetInventory, IReadOnlyList<RunChain>, Goal> goal)
    {
        var adapter = Site.Connect();
        var unsettled = Settles ? await new RunSettler(process, process, Time, Options).SettleAsync([adapter], default) : [];
        if (unsettled.Count > 0)
        {
            throw new InvalidOperationException(unsettled[0].ToString());
        }

        var fleet = await Site.InspectAsync();
        var wanted = Plans(goal(fleet, await RunChain.ReadAllAsync(process, default)));
        LastPlan = Runs(Maker.Make(fleet, wanted, Options.Planning));
        var request = new RunRequest { Plan = LastPlan, Sites = [adapter], Actor = "tester", Consents = Consents, Accepted = Accepted, Options = Options };
        return await new RunEngine(process, process, Maker, Time).StartAsync(request, default);
    }

    public MemoryJournal Open()
    {
        _processes++;
        var journal = new MemoryJournal(Store, Time, new FakeHolderCheck(_processes, _dead)) { Writes = Writes };
        Site.Faults.Killed = () => journal.IsKilled = true;
        journal.Written = record =>
        {
            Written(record);
            if (record is StepEnded)
            {
                Site.Faults.OutcomeWritten();
            }
        };
        return journal;
    }

    public Goal Goal(FleetInventory fleet, IReadOnlyList<RunChain> chains, Document document) =>
        new GoalMaker(Planners, [], (_, _, _) => [], Maker).ForDocument(fleet, document, new JournalGivenValues(chains));

    public async Task<RunChain> ChainAsync(string run) => await RunChain.ReadAsync(new MemoryJournal(Store, Time, new FakeHolderCheck(0, _dead)), run, default);

    private static RunChain Chain(IReadOnlyList<RunChain> chains, string run) => chains.First(c => c.Runs.Any(r => r.Id == run)).Asking(run);
}

using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Runs;

/// <summary>Where each step of a run stands, and about how long it will still take: what a live view draws.</summary>
public sealed class RunBoard
{
    private readonly Dictionary<string, RunBoardRow> _rows = new(StringComparer.Ordinal);
    private readonly List<RunBoardRow> _order = [];
    private TimeSpan _took;
    private TimeSpan _expected;

    /// <summary>A board with every step of the plan waiting.</summary>
    public RunBoard(Plan plan)
    {
        foreach (var step in plan.Steps)
        {
            Add(new RunBoardRow { Id = step.Id, Title = StepWords.TitleOf(step), Kind = step.Kind });
        }
    }

    /// <summary>The steps in the plan's order, steps of take-backs behind them.</summary>
    public IReadOnlyList<RunBoardRow> Rows => _order;

    /// <summary>Steps that are done or already so.</summary>
    public int Done => _order.Count(r => r.Outcome is StepOutcome.Done or StepOutcome.AlreadySo);

    /// <summary>Takes an event in.</summary>
    public void Take(JournalEntry entry)
    {
        switch (entry.Record)
        {
            case StepIntent intent:
                Row(intent.Step, intent.Kind).Begun = entry.Time;
                break;
            case StepProgressed progressed when _rows.TryGetValue(progressed.Step, out var row):
                (row.Percent, row.Doing) = (progressed.Percent, progressed.Doing);
                break;
            case StepWaiting waiting when _rows.TryGetValue(waiting.Step, out var row):
                row.Doing = $"waits for {waiting.For}";
                break;
            case StepEnded ended when _rows.TryGetValue(ended.Step, out var row):
                row.Outcome = ended.Outcome;
                row.Took = row.Begun is { } from ? entry.Time - from : null;
                Learn(row, entry.Time);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// About how long the steps that are left will take, one after the other: what their kinds usually take, corrected by how this run has gone so
    /// far. Null where nothing is left.
    /// </summary>
    public TimeSpan? Left(DateTimeOffset now)
    {
        var left = TimeSpan.Zero;
        var open = false;
        foreach (var row in _order.Where(r => r.Outcome is null))
        {
            open = true;
            var usual = UsuallyTakes(row.Kind) * Pace;
            var spent = row.Begun is { } begun ? now - begun : TimeSpan.Zero;
            left += usual > spent ? usual - spent : TimeSpan.Zero;
        }

        return open ? left : null;
    }

    private double Pace => _expected > TimeSpan.Zero ? Math.Clamp(_took / _expected, 0.001, 10) : 1;

    private void Learn(RunBoardRow row, DateTimeOffset ended)
    {
        if (row.Begun is { } begun && row.Outcome == StepOutcome.Done)
        {
            _took += ended - begun;
            _expected += UsuallyTakes(row.Kind);
        }
    }

    private RunBoardRow Row(string id, StepKind kind)
    {
        if (!_rows.TryGetValue(id, out var row))
        {
            row = new RunBoardRow { Id = id, Title = kind.ToString(), Kind = kind };
            Add(row);
        }

        return row;
    }

    private void Add(RunBoardRow row)
    {
        _rows[row.Id] = row;
        _order.Add(row);
    }

    /// <summary>Durations of ordinary servers: a POST of five minutes and more is usual, a reconfiguration takes seconds.</summary>
    private static TimeSpan UsuallyTakes(StepKind kind) => kind switch
    {
        StepKind.RebootHost => TimeSpan.FromMinutes(8),
        StepKind.EnterMaintenance => TimeSpan.FromMinutes(2),
        StepKind.MoveVm or StepKind.CreateVm or StepKind.RestorePoint => TimeSpan.FromMinutes(1),
        StepKind.PrepareGuest => TimeSpan.FromMinutes(5),
        StepKind.PowerOffVm or StepKind.PowerOnVm => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromSeconds(5),
    };
}

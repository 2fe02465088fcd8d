using System.Collections.Concurrent;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Running;

namespace Barelane.TestKit.Matrix;

/// <summary>
/// Every step of every plan shape, hit by every fault, followed by every recovery: exactly the start or exactly the goal has to come of it.
/// </summary>
/// <param name="make">Makes a bench with an empty site.</param>
/// <param name="mutation">Breaks something in a bench; its cells have to turn red.</param>
/// <typeparam name="TSite">The kind of site.</typeparam>
public sealed class FailureMatrix<TSite>(Func<MatrixBench<TSite>> make, Action<MatrixBench<TSite>>? mutation = null)
    where TSite : IMatrixSite
{
    // A cell takes milliseconds; this is for one that waits for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (string Start, string Goal)> _states = [];

    /// <summary>The cells of one shape.</summary>
    public async Task<IReadOnlyList<MatrixCell<TSite>>> CellsAsync(PlanShape<TSite> shape)
    {
        var bench = await PrepareAsync(shape, mutated: false);
        var start = bench.Site.Describe(withRestorePoints: false);
        await RunAsync(bench, shape);
        _states[shape.Name] = (start, bench.Site.Describe());
        var forth = Cells(bench.Site, shape, bench.LastPlan!.Steps, [Recovery.Undo, Recovery.Resume, Recovery.Again]).ToList();
        await bench.UndoAsync(bench.LastRun);
        return [.. forth, .. Cells(bench.Site, shape, bench.LastPlan!.Steps, [Recovery.UndoAgain, Recovery.ResumeUndo])];
    }

    /// <summary>Goes through cells, several at a time. The red ones, each with what went wrong.</summary>
    public async Task<IReadOnlyList<string>> RedAsync(IEnumerable<MatrixCell<TSite>> cells)
    {
        var red = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(cells, async (cell, token) =>
        {
            try
            {
                if (await RunAsync(cell).WaitAsync(Patience, token) is { } why)
                {
                    red.Enqueue($"{cell}\n{why}");
                }
            }
            catch (TimeoutException)
            {
                red.Enqueue($"{cell}\nIt does not come to an end.");
            }
        });
        return [.. red];
    }

    /// <summary>Goes through one cell. Null where it holds; otherwise what went wrong.</summary>
    public async Task<string?> RunAsync(MatrixCell<TSite> cell)
    {
        try
        {
            var bench = await PrepareAsync(cell.Shape, mutated: true);
            var undoes = cell.Recovery is Recovery.UndoAgain or Recovery.ResumeUndo;
            if (undoes)
            {
                await RunAsync(bench, cell.Shape);
            }

            var run = undoes ? bench.LastRun : null;
            bench.Site.Faults.Add(cell.Fault, cell.Kind, cell.Target, cell.Skip, cell.Write);
            _ = undoes ? await bench.UndoAsync(run!) : await RunAsync(bench, cell.Shape);
            bench.Site.Attend();
            await RecoverAsync(bench, cell, run ?? bench.LastRun);
            return Judge(bench, cell);
        }
        catch (Exception e) when (e is EngineException or InvalidOperationException)
        {
            return e.ToString();
        }
    }

    private static IEnumerable<MatrixCell<TSite>> Cells(TSite site, PlanShape<TSite> shape, IReadOnlyList<Step> steps, Recovery[] recoveries) =>
        from step in steps.Where(s => s.Kind != StepKind.Verify)
        let skip = steps.TakeWhile(s => s != step).Count(s => s.Kind == step.Kind && s.Target == step.Target)
        from fault in site.FaultKinds
        where fault != FaultKind.EndedBySomebody || OpensBracket(steps, step)
        from write in Positions(fault, site.WritesOf(step.Kind, step.Target, skip))
        from recovery in recoveries
        select new MatrixCell<TSite>(shape, step.Kind, step.Target, skip, fault, write, recovery);

    /// <summary>A refusal and a kill can come at every write of a step; what happens to the answer alone, at the first and at the last.</summary>
    private static IEnumerable<int> Positions(FaultKind fault, int writes) => fault switch
    {
        FaultKind.EndedBySomebody or FaultKind.KilledAfterOutcome => [0],
        FaultKind.Refused or FaultKind.KilledAfterIntent or FaultKind.KilledAfterAct or FaultKind.KilledAfterActLate => Enumerable.Range(0, writes),
        _ => writes == 1 ? [0] : [0, writes - 1],
    };

    private static bool OpensBracket(IReadOnlyList<Step> steps, Step step) => step.Kind == StepKind.EnterMaintenance
        && steps.SkipWhile(s => s != step).Skip(1).Any(s => s.Target.Kind != ObjectKind.Vm && s.Target.HostOfDevice() == step.Target && s.Kind != StepKind.LeaveMaintenance);

    private static Task<RunResult?> RunAsync(MatrixBench<TSite> bench, PlanShape<TSite> shape) =>
        shape.Goal is { } goal ? bench.CommandAsync((fleet, _) => goal(fleet)) : bench.ApplyAsync(shape.Document!);

    private static async Task RecoverAsync(MatrixBench<TSite> bench, MatrixCell<TSite> cell, string run)
    {
        switch (cell.Recovery)
        {
            case Recovery.Undo or Recovery.UndoAgain:
                await Must(bench.UndoAsync(run));
                break;
            case Recovery.Resume when (await bench.ChainAsync(run)).Runs[^1].IsComplete:
            case Recovery.ResumeUndo when (await bench.ChainAsync(run)).Runs[^1].IsComplete:
                break;
            case Recovery.Resume:
                await Must(bench.ResumeAsync(run));
                break;
            case Recovery.ResumeUndo:
                await Must(bench.ResumeAsync(bench.LastRun));
                break;
            default:
                await Must(RunAsync(bench, cell.Shape));
                break;
        }
    }

    private static async Task Must(Task<RunResult?> run)
    {
        var result = await run;
        if (result is not { End: RunEnd.Done })
        {
            throw new InvalidOperationException($"The recovery ended with {result?.End}: {string.Join(" ", result?.Problems.Select(p => p.ToString()) ?? [])}");
        }
    }

    private async Task<MatrixBench<TSite>> PrepareAsync(PlanShape<TSite> shape, bool mutated)
    {
        var bench = make();
        shape.Fill(bench.Site);
        if (shape.Before is { } before)
        {
            await bench.ApplyAsync(before);
        }

        if (mutated)
        {
            mutation?.Invoke(bench);
        }

        return bench;
    }

    private string? Judge(MatrixBench<TSite> bench, MatrixCell<TSite> cell)
    {
        var toStart = cell.Recovery is Recovery.Undo or Recovery.UndoAgain or Recovery.ResumeUndo;
        var (start, goal) = _states[cell.Shape.Name];
        var wanted = toStart ? start : goal;
        var found = bench.Site.Describe(withRestorePoints: !toStart);
        return bench.Site.Violations.Count > 0 ? string.Join("; ", bench.Site.Violations)
            : string.Equals(wanted, found, StringComparison.Ordinal) ? null
            : $"wanted:\n{Beyond(wanted, found)}found:\n{Beyond(found, wanted)}";
    }

    /// <summary>The lines that one text has and the other has not.</summary>
    private static string Beyond(string text, string other) => string.Concat(text.Split('\n').Except(other.Split('\n'), StringComparer.Ordinal).Select(l => $"  {l}\n"));
}

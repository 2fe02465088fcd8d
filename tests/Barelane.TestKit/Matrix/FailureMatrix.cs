using System.Collections.Concurrent;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Running;

namespace Barelane.TestKit.Matrix;

/// <summary>
/// Every step of every plan shape, hit by every fault, followed by every recovery: exactly the start or exactly the goal has to come of it.
/// </summary>
public sealed class FailureMatrix(Action<Workbench>? mutation = null)
{
    private readonly Dictionary<string, (string Start, string Goal)> _states = [];

    /// <summary>The cells of one shape.</summary>
    public async Task<IReadOnlyList<MatrixCell>> CellsAsync(PlanShape shape)
    {
        var bench = await PrepareAsync(shape, mutated: false);
        var start = bench.Site.Describe(withRestorePoints: false);
        await RunAsync(bench, shape);
        _states[shape.Name] = (start, bench.Site.Describe());
        var forward = bench.LastPlan!.Steps;
        await bench.UndoAsync(bench.LastRun);
        var back = bench.LastPlan!.Steps;
        return
        [
            .. Cells(shape, forward, [Recovery.Undo, Recovery.Resume, Recovery.Again]),
            .. Cells(shape, back, [Recovery.UndoAgain, Recovery.ResumeUndo]),
        ];
    }

    /// <summary>Goes through cells, several at a time. The red ones, each with what went wrong.</summary>
    public async Task<IReadOnlyList<string>> RedAsync(IEnumerable<MatrixCell> cells)
    {
        var red = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(cells, async (cell, _) =>
        {
            if (await RunAsync(cell) is { } why)
            {
                red.Enqueue($"{cell}\n{why}");
            }
        });
        return [.. red];
    }

    /// <summary>Goes through one cell. Null where it holds; otherwise what went wrong.</summary>
    public async Task<string?> RunAsync(MatrixCell cell)
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
            bench.Site.Faults.Add(cell.Fault, cell.Kind, cell.Target, cell.Skip);
            _ = undoes ? await bench.UndoAsync(run!) : await RunAsync(bench, cell.Shape);
            await RecoverAsync(bench, cell, run ?? bench.LastRun);
            return Judge(bench, cell);
        }
        catch (Exception e) when (e is EngineException or InvalidOperationException)
        {
            return e.ToString();
        }
    }

    private static IEnumerable<MatrixCell> Cells(PlanShape shape, IReadOnlyList<Step> steps, Recovery[] recoveries) =>
        from step in steps.Where(s => s.Kind != StepKind.Verify)
        let skip = steps.TakeWhile(s => s != step).Count(s => s.Kind == step.Kind && s.Target == step.Target)
        from fault in Enum.GetValues<FaultKind>()
        where fault != FaultKind.EndedBySomebody || OpensBracket(steps, step)
        from recovery in recoveries
        select new MatrixCell(shape, step.Kind, step.Target, skip, fault, recovery);

    private static bool OpensBracket(IReadOnlyList<Step> steps, Step step) => step.Kind == StepKind.EnterMaintenance
        && steps.SkipWhile(s => s != step).Skip(1).Any(s => s.Target.Kind != ObjectKind.Vm && s.Target.HostOfDevice() == step.Target && s.Kind != StepKind.LeaveMaintenance);

    private static Task<RunResult?> RunAsync(Workbench bench, PlanShape shape) =>
        shape.Goal is { } goal ? bench.CommandAsync((fleet, _) => goal(fleet)) : bench.ApplyAsync(shape.Document!);

    private static async Task RecoverAsync(Workbench bench, MatrixCell cell, string run)
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

    private async Task<Workbench> PrepareAsync(PlanShape shape, bool mutated)
    {
        var bench = new Workbench();
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

    private string? Judge(Workbench bench, MatrixCell cell)
    {
        var toStart = cell.Recovery is Recovery.Undo or Recovery.UndoAgain or Recovery.ResumeUndo;
        var (start, goal) = _states[cell.Shape.Name];
        var wanted = toStart ? start : goal;
        var found = bench.Site.Describe(withRestorePoints: !toStart);
        return bench.Site.Violations.Count > 0 ? string.Join("; ", bench.Site.Violations)
            : string.Equals(wanted, found, StringComparison.Ordinal) ? null
            : $"wanted:\n{wanted}found:\n{found}";
    }
}

using Barelane.Core.Plans;
using Barelane.Engine.Running;
using Barelane.Engine.Undo;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Engine.Tests.Matrix;

public sealed class RandomWalkTests
{
    [Fact]
    public void However_often_a_run_is_hit_and_taken_up_again_undoing_everything_leads_to_the_start()
    {
        var walks = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Prop.ForAll(walks, seed => Walk(seed) is not { } why ? true.Label("") : false.Label($"seed {seed}: {why}"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static string? Walk(int seed)
    {
        var random = new Random(seed);
        var shapes = PlanShapes.All.Where(s => s.Goal is null && s.Before is null).ToList();
        var shape = shapes[random.Next(shapes.Count)];
        var bench = new Workbench();
        shape.Fill(bench.Site);
        var start = bench.Site.Describe(withRestorePoints: false);
        var faults = Enum.GetValues<FaultKind>().Where(f => f != FaultKind.EndedBySomebody).ToList();
        for (var i = 0; i < 4; i++)
        {
            bench.Site.Faults.Add(faults[random.Next(faults.Count)], (StepKind)random.Next((int)StepKind.Verify), skip: random.Next(2));
            Try(() => random.Next(3) switch
            {
                0 when bench.Store.Runs().Count > 0 => bench.UndoAsync(bench.LastRun),
                1 when bench.Store.Runs().Count > 0 => bench.ResumeAsync(bench.LastRun),
                _ => bench.ApplyAsync(shape.Document!),
            });
        }

        bench.Site.Faults.Clear();
        for (var i = 0; i < 10; i++)
        {
            var journal = bench.Open();
            if (new RunHistory(journal, journal).LastToUndoAsync("farm", default).GetAwaiter().GetResult() is not { } run)
            {
                break;
            }

            var undone = bench.UndoAsync(run).GetAwaiter().GetResult();
            if (undone!.End != RunEnd.Done)
            {
                return $"undo of {run} ended with {undone.End}: {string.Join(" ", undone.Problems)}";
            }
        }

        var end = bench.Site.Describe(withRestorePoints: false);
        return bench.Site.Violations.Count > 0 ? string.Join("; ", bench.Site.Violations)
            : string.Equals(start, end, StringComparison.Ordinal) ? null
            : $"{shape.Name}\nwanted:\n{start}found:\n{end}";
    }

    // A command may be refused (there is nothing to resume): that is an answer, and nothing was done.
    private static void Try(Func<Task<RunResult?>> command)
    {
        try
        {
            command().GetAwaiter().GetResult();
        }
        catch (EngineException)
        {
        }
    }
}

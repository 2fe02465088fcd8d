using Barelane.Core.Plans;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Matrix;

public sealed class FailureMatrixTests
{
    public static TheoryData<string> Shapes => [.. PlanShapes.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Whatever_goes_wrong_exactly_the_start_or_exactly_the_goal_comes_of_it(string name)
    {
        var matrix = Matrix();
        var cells = await matrix.CellsAsync(Shape(name));

        var red = await matrix.RedAsync(cells);

        Console.WriteLine($"matrix: {cells.Count} cells, {red.Count} red, in process: {name}");
        Assert.True(red.Count == 0, $"{red.Count} of {cells.Count} cells are red:\n{string.Join("\n\n", red.Take(3))}");
        Assert.True(cells.Count > 100, $"Only {cells.Count} cells: the shape has lost its steps.");
    }

    [Fact]
    public async Task The_shapes_together_hold_every_kind_of_step()
    {
        var kinds = new HashSet<StepKind> { StepKind.Verify };
        foreach (var shape in PlanShapes.All)
        {
            kinds.UnionWith((await Matrix().CellsAsync(shape)).Select(c => c.Kind));
        }

        Assert.Empty(Enum.GetValues<StepKind>().Except(kinds));
    }

    [Fact]
    public Task Without_the_flush_of_the_intent_cells_turn_red() =>
        RequireRedAsync(FaultKind.KilledAfterAct, bench => bench.Writes = r => r is not Barelane.Engine.Journal.StepIntent);

    [Fact]
    public Task Without_the_flush_of_the_outcome_cells_turn_red() =>
        RequireRedAsync(FaultKind.Refused, bench => bench.Writes = r => r is not Barelane.Engine.Journal.StepEnded);

    [Fact]
    public Task Without_preconditions_cells_turn_red() => RequireRedAsync(
        FaultKind.EndedBySomebody,
        bench => bench.Runs = plan => plan with { Steps = [.. plan.Steps.Select(s => s with { Preconditions = [] })] });

    [Fact]
    public Task Without_the_undo_of_one_field_cells_turn_red() => RequireRedAsync(
        FaultKind.KilledAfterOutcome,
        bench => bench.Plans = goal => goal.Verb != "undo" ? goal : goal with
        {
            Units = [.. goal.Units.Select(u => u with { Wants = [.. u.Wants.Where(w => w.Field != Field.Passthrough)] })],
        });

    [Fact]
    public Task Without_settling_first_cells_turn_red() => RequireRedAsync(
        FaultKind.KilledAfterActLate,
        bench =>
        {
            bench.Settles = false;
            bench.Options = bench.Options with { DespiteUnsettled = true };
        });

    private async Task RequireRedAsync(FaultKind fault, Action<MatrixBench<FakeSite>> mutation)
    {
        var shape = Shape("a running VM gets a card of its host");
        var sound = Matrix();
        var cells = (await sound.CellsAsync(shape)).Where(c => c.Fault == fault).ToList();
        var mutated = Matrix(mutation);
        await mutated.CellsAsync(shape);

        Assert.Empty(await sound.RedAsync(cells));
        var red = await mutated.RedAsync(cells);

        Console.WriteLine($"matrix: {red.Count} of {cells.Count} cells turn red by a planted fault");
        Assert.NotEmpty(red);
    }

    private static FailureMatrix<FakeSite> Matrix(Action<MatrixBench<FakeSite>>? mutation = null) => new(() => new Workbench(), mutation);

    private static PlanShape<FakeSite> Shape(string name) => PlanShapes.All.Single(s => s.Name == name);
}

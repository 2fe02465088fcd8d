using Barelane.Engine.Journal;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.HyperV.Tests.Matrix;

public sealed class HyperVFailureMatrixTests
{
    private const string Plain = "direct, the VM is off";

    // Every sixteenth cell of a shape; BARELANE_CELLS=. goes through all of them, BARELANE_CELLS=policies through all of the shapes whose names hold that word.
    private static int StrideOf(string shape) => Environment.GetEnvironmentVariable("BARELANE_CELLS") is { Length: > 0 } chosen && (chosen == "." || shape.Contains(chosen, StringComparison.Ordinal)) ? 1 : 16;

    public static TheoryData<string> Shapes => [.. HyperVShapes.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Whatever_goes_wrong_at_whichever_script_exactly_the_start_or_exactly_the_goal_comes_of_it(string name)
    {
        var matrix = Matrix();
        var cells = await matrix.CellsAsync(Shape(name));

        var tried = cells.Where((_, i) => i % StrideOf(name) == 0).ToList();
        var red = await matrix.RedAsync(tried);

        Console.WriteLine($"matrix: {tried.Count} cells of {cells.Count}, {red.Count} red, in process over a fake Hyper-V host: {name}");
        Assert.True(red.Count == 0, $"{red.Count} of {tried.Count} cells are red:\n{string.Join("\n\n", red.Take(3))}");
        Assert.True(cells.Count > 100, $"Only {cells.Count} cells: the shape has lost its steps.");
    }

    [Fact]
    public Task Without_the_flush_of_the_intent_cells_turn_red() => RequireRedAsync(FaultKind.KilledAfterAct, bench => bench.Writes = r => r is not StepIntent);

    [Fact]
    public Task Without_the_flush_of_the_outcome_cells_turn_red() => RequireRedAsync(FaultKind.Refused, bench => bench.Writes = r => r is not StepEnded);

    private static async Task RequireRedAsync(FaultKind fault, Action<MatrixBench<HyperVMatrixSite>> mutation)
    {
        var sound = Matrix();
        var cells = (await sound.CellsAsync(Shape(Plain))).Where(c => c.Fault == fault && c.Recovery is (Recovery.Undo or Recovery.Resume)).Take(8).ToList();
        var mutated = Matrix(mutation);
        await mutated.CellsAsync(Shape(Plain));

        Assert.Empty(await sound.RedAsync(cells));
        var red = await mutated.RedAsync(cells);

        Console.WriteLine($"matrix: {red.Count} of {cells.Count} cells on Hyper-V turn red by a planted fault");
        Assert.NotEmpty(red);
    }

    private static FailureMatrix<HyperVMatrixSite> Matrix(Action<MatrixBench<HyperVMatrixSite>>? mutation = null) => new(() => new MatrixBench<HyperVMatrixSite>(time => new HyperVMatrixSite(time)), mutation);

    private static PlanShape<HyperVMatrixSite> Shape(string name) => HyperVShapes.All.Single(s => s.Name == name);
}

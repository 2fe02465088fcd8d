using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Kvm.Tests.Matrix;

public sealed class KvmFailureMatrixTests
{
    // Every fourth cell of a shape; BARELANE_CELLS=. goes through all of them.
    private static readonly int Stride = Environment.GetEnvironmentVariable("BARELANE_CELLS") == "." ? 1 : 4;

    public static TheoryData<string> Shapes => [.. KvmShapes.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Whatever_goes_wrong_at_whichever_write_exactly_the_start_or_exactly_the_goal_comes_of_it(string name)
    {
        var matrix = Matrix();
        var cells = await matrix.CellsAsync(Shape(name));

        var tried = cells.Where((_, i) => i % Stride == 0).ToList();
        var red = await matrix.RedAsync(tried);

        Console.WriteLine($"matrix: {tried.Count} cells of {cells.Count}, {red.Count} red, in process over a simulated KVM host: {name}");
        Assert.True(red.Count == 0, $"{red.Count} of {tried.Count} cells are red:\n{string.Join("\n\n", red.Take(3))}");
        Assert.True(cells.Count > 100, $"Only {cells.Count} cells: the shape has lost its steps.");
    }

    [Fact]
    public async Task The_shapes_together_hold_every_kind_of_step_that_kvm_has()
    {
        var kinds = new HashSet<StepKind>();
        foreach (var shape in KvmShapes.All)
        {
            kinds.UnionWith((await Matrix().CellsAsync(shape)).Select(c => c.Kind));
        }

        HashSet<StepKind> lacking = [StepKind.MoveVm, StepKind.CreateVm, StepKind.DeleteVm, StepKind.PrepareGuest, StepKind.Verify];
        Assert.Equal(Enum.GetValues<StepKind>().Except(lacking).Order(), kinds.Order());
    }

    [Fact]
    public Task Without_the_flush_of_the_intent_cells_turn_red() => RequireRedAsync(FaultKind.KilledAfterAct, "direct, bound by Barelane, the VM runs", bench => bench.Writes = r => r is not StepIntent);

    [Fact]
    public Task Without_the_flush_of_the_outcome_cells_turn_red() => RequireRedAsync(FaultKind.Refused, "direct, bound by Barelane, the VM runs", bench => bench.Writes = r => r is not StepEnded);

    private static async Task RequireRedAsync(FaultKind fault, string name, Action<MatrixBench<KvmMatrixSite>> mutation)
    {
        var shape = Shape(name);
        var sound = Matrix();
        var cells = (await sound.CellsAsync(shape)).Where(c => c.Fault == fault && c.Recovery is (Recovery.Undo or Recovery.Resume)).Take(8).ToList();
        var mutated = Matrix(mutation);
        await mutated.CellsAsync(shape);

        Assert.Empty(await sound.RedAsync(cells));
        var red = await mutated.RedAsync(cells);

        Console.WriteLine($"matrix: {red.Count} of {cells.Count} cells on KVM turn red by a planted fault");
        Assert.NotEmpty(red);
    }

    private static FailureMatrix<KvmMatrixSite> Matrix(Action<MatrixBench<KvmMatrixSite>>? mutation = null) => new(() => new MatrixBench<KvmMatrixSite>(time => new KvmMatrixSite(time)), mutation);

    private static PlanShape<KvmMatrixSite> Shape(string name) => KvmShapes.All.Single(s => s.Name == name);
}

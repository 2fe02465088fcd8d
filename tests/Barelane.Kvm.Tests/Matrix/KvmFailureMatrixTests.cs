using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Kvm.Tests.Matrix;

public sealed class KvmFailureMatrixTests
{
    // Every eighth cell of a shape; BARELANE_CELLS=. goes through all of them.
    private static readonly int Stride = Environment.GetEnvironmentVariable("BARELANE_CELLS") == "." ? 1 : 8;

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

    [Fact]
    public Task Without_the_locks_that_show_what_is_under_way_cells_turn_red() =>
        RequireRedAsync(FaultKind.KilledAfterActLate, "direct, bound by Barelane, the VM runs", bench => bench.Site.Host.IsAtWork = _ => false);

    [Fact]
    public async Task A_lock_that_a_lost_call_holds_is_given_back_before_the_next_vm_is_changed()
    {
        Assert.Equal(RunEnd.Done, await EndAsync(keepsLocks: false));
        Assert.NotEqual(RunEnd.Done, await EndAsync(keepsLocks: true));

        static async Task<RunEnd?> EndAsync(bool keepsLocks)
        {
            var shape = Shape("a card goes from one VM to another");
            var bench = new MatrixBench<KvmMatrixSite>(time => new KvmMatrixSite(time));
            shape.Fill(bench.Site);
            await bench.ApplyAsync(shape.Before!);
            (bench.Site.Host.KeepsLocks, bench.Site.Host.LockPatience) = (keepsLocks, TimeSpan.FromSeconds(keepsLocks ? 0.1 : 20));
            bench.Site.Faults.Add(FaultKind.TimeoutWithEffect, StepKind.ConfigureVm);
            return (await bench.ApplyAsync(shape.Document!))?.End;
        }
    }

    [Fact]
    public Task Without_preconditions_cells_turn_red() =>
        RequireRedAsync(FaultKind.EndedBySomebody, "the kernel's argument, with a reboot", bench => bench.Runs = Without(_ => true));

    [Fact]
    public async Task A_card_that_somebody_else_took_meanwhile_is_given_to_nobody_twice()
    {
        Assert.Equal(1, await DefinitionsWithCardAsync(Without(_ => false)));
        Assert.Equal(2, await DefinitionsWithCardAsync(Without(p => p.Field == Field.Holders || p.Field == Field.DeviceState)));
    }

    [Fact]
    public async Task The_definition_of_a_vm_that_somebody_started_meanwhile_stays_as_it_is()
    {
        Assert.False(await ChangesRunningVmAsync(Without(_ => false)));
        Assert.True(await ChangesRunningVmAsync(Without(p => p.Field == Field.Power)));
    }

    /// <summary>How many VMs have the card after somebody gave it to another one, right before the VM of the plan gets it.</summary>
    private static async Task<int> DefinitionsWithCardAsync(Func<Plan, Plan> mutation)
    {
        var bench = new MatrixBench<KvmMatrixSite>(time => new KvmMatrixSite(time)) { Runs = mutation };
        var shape = Shape("direct, bound by Barelane, the VM runs");
        shape.Fill(bench.Site);
        bench.Site.Faults.BeforeAct = step =>
        {
            if (step.Kind == StepKind.ClaimDevice)
            {
                bench.Site.Libvirt.Define("train-09", Domains.Q35("train-09", Domains.Hostdev(StepBench.Card, "0000:02:00.0")));
            }
        };
        await bench.ApplyAsync(shape.Document!);
        return bench.Site.Libvirt.Describe().Split("<address domain=\"0x0000\" bus=\"0x01\" slot=\"0x00\" function=\"0x0\" />").Length - 1;
    }

    /// <summary>Whether the definition of a VM is changed that somebody started right after it was shut down.</summary>
    private static async Task<bool> ChangesRunningVmAsync(Func<Plan, Plan> mutation)
    {
        var bench = new MatrixBench<KvmMatrixSite>(time => new KvmMatrixSite(time)) { Runs = mutation };
        var shape = Shape("direct, given by libvirt, with a restore point");
        shape.Fill(bench.Site);
        var vm = FakeLibvirt.IdOf("train-02");
        var before = bench.Site.Libvirt.XmlOf(vm);
        bench.Site.Faults.BeforeAct = step =>
        {
            if (step.Kind == StepKind.RestorePoint)
            {
                bench.Site.Libvirt.Start(vm);
            }
        };
        await bench.ApplyAsync(shape.Document!);
        return bench.Site.Libvirt.XmlOf(vm) != before;
    }

    private static Func<Plan, Plan> Without(Func<Predicate, bool> which) => plan => plan with { Steps = [.. plan.Steps.Select(s => s with { Preconditions = [.. s.Preconditions.Where(p => !which(p))] })] };

    private static async Task RequireRedAsync(FaultKind fault, string name, Action<MatrixBench<KvmMatrixSite>> mutation)
    {
        var shape = Shape(name);
        var sound = Matrix();
        var cells = (await sound.CellsAsync(shape)).Where(c => c.Fault == fault && c.Recovery is (Recovery.Undo or Recovery.Resume)).ToList();
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

using Barelane.Core.Plans;
using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>The cells: every shape's every step with every trouble that can befall it.</summary>
internal static class Cells
{
    private static readonly string[] FollowUps = ["undo", "resume", "apply"];

    private static readonly Trouble[] Kills = [Trouble.KillBeforeActing, Trouble.KillAfterActing, Trouble.KillWhileItRuns];

    private static readonly Trouble[] Failures = [Trouble.Fault, Trouble.TaskFault, Trouble.LostBefore, Trouble.LostAfter, Trouble.TimeOut];

    private static readonly SentStep[] DirectSteps =
    [
        new(StepKind.PowerOffVm, "ShutdownGuest", "render-01"),
        new(StepKind.MoveVm, "RelocateVM_Task", "render-01"),
        new(StepKind.EnterMaintenance, "EnterMaintenanceMode_Task"),
        new(StepKind.ClaimDevice, "UpdatePassthruConfig"),
        new(StepKind.RebootHost, "RebootHost_Task"),
        new(StepKind.LeaveMaintenance, "ExitMaintenanceMode_Task"),
        new(StepKind.ConfigureVm, "ReconfigVM_Task", "render-01"),
        new(StepKind.PowerOnVm, "PowerOnVM_Task", "render-01"),
    ];

    private static readonly Shape[] Shapes =
    [
        new("direct", Sites.Cluster, Sites.WholeCard, [.. DirectSteps, new(StepKind.MoveVm, "RelocateVM_Task", "web-03"), new(StepKind.ConfigureVm, "ReconfigureComputeResource_Task")]),
        new("undo of direct", Sites.Cluster, Sites.WholeCard, DirectSteps, OfUndo: true),
        new("slice", Sites.Slices, Sites.Slice, [new(StepKind.ConfigureVm, "ReconfigVM_Task"), new(StepKind.PowerOnVm, "PowerOnMultiVM_Task")]),
        new("undo of slice", Sites.Slices, Sites.Slice, [new(StepKind.ConfigureVm, "ReconfigVM_Task")], OfUndo: true),
        new("slice to come", () => Sites.SlicesToCome(), Sites.Slice, [new(StepKind.CutSlice, "UpdateGraphicsConfig")]),
        new("undo of slice to come", () => Sites.SlicesToCome(), Sites.Slice, [new(StepKind.RemoveSlice, "UpdateGraphicsConfig")], OfUndo: true),
        new("create", Sites.ReadyCard, Sites.NewVm, [new(StepKind.CreateVm, "CreateVM_Task")]),
        new("undo of create", Sites.ReadyCard, Sites.NewVm, [new(StepKind.DeleteVm, "Destroy_Task")], OfUndo: true),
        new("restore point", Sites.ReadyCard, Sites.WithRestorePoint, [new(StepKind.RestorePoint, "CreateSnapshot_Task")]),
    ];

    /// <summary>
    /// All of them. A kill is followed by each of undo, resume and apply; of the failures that apply itself lives through, each is followed by
    /// one of them in turn, so that every follow-up meets every failure on some step.
    /// </summary>
    public static IReadOnlyList<Cell> All { get; } = [.. Made()];

    private static IEnumerable<Cell> Made()
    {
        var turn = 0;
        foreach (var shape in Shapes)
        {
            foreach (var step in shape.Steps)
            {
                foreach (var trouble in Kills.Where(t => Befalls(t, step)))
                {
                    foreach (var followUp in FollowUps)
                    {
                        yield return new Cell(shape, step, trouble, followUp);
                    }
                }

                foreach (var trouble in Failures.Where(t => Befalls(t, step)))
                {
                    yield return new Cell(shape, step, trouble, FollowUps[turn++ % FollowUps.Length]);
                }
            }
        }
    }

    private static bool Befalls(Trouble trouble, SentStep step) =>
        step.IsTask || trouble is not (Trouble.KillWhileItRuns or Trouble.TaskFault or Trouble.TimeOut);
}

using Barelane.Core.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Plans;

/// <summary>A plan in numbers.</summary>
public sealed record PlanSummary
{
    /// <summary>Assignments.</summary>
    public required int Assignments { get; init; }

    /// <summary>Steps that change something.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps of these that undo takes back wholly.</summary>
    public required int Reversible { get; init; }

    /// <summary>VMs that are powered off on the way: those have a downtime.</summary>
    public required IReadOnlyList<string> PoweredOff { get; init; }

    /// <summary>VMs that are moved.</summary>
    public required IReadOnlyList<string> Moved { get; init; }

    /// <summary>Hosts that are rebooted.</summary>
    public required IReadOnlyList<string> Rebooted { get; init; }

    /// <summary>Hosts that are taken into maintenance mode.</summary>
    public required IReadOnlyList<string> Maintained { get; init; }

    /// <summary>Counts a plan.</summary>
    public static PlanSummary Of(Plan plan)
    {
        var acting = plan.Steps.Where(s => s.Kind != StepKind.Verify).ToList();
        return new PlanSummary
        {
            Assignments = plan.Units.Count,
            Steps = acting.Count,
            Reversible = acting.Count(StepWords.CanUndo),
            PoweredOff = TargetsOf(acting, StepKind.PowerOffVm),
            Moved = TargetsOf(acting, StepKind.MoveVm),
            Rebooted = TargetsOf(acting, StepKind.RebootHost),
            Maintained = TargetsOf(acting, StepKind.EnterMaintenance),
        };
    }

    /// <summary>One line: counts, downtime, reboots.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"{Words.Count(Assignments, "assignment")}, {Words.Count(Steps, "step")}" };
        if (Steps > 0)
        {
            parts.Add(Reversible == Steps ? "all can be undone" : $"{Steps - Reversible} cannot be undone");
        }

        parts.Add($"{Words.Count(PoweredOff.Count, "VM")} powered off");
        if (Moved.Count > 0)
        {
            parts.Add($"{Words.Count(Moved.Count, "VM")} moved");
        }

        parts.Add($"{Words.Count(Rebooted.Count, "host reboot")}");
        if (Maintained.Count > 0)
        {
            parts.Add($"{Words.Count(Maintained.Count, "host")} in maintenance");
        }

        return string.Join(", ", parts) + ".";
    }

    private static List<string> TargetsOf(List<Step> steps, StepKind kind) =>
        steps.Where(s => s.Kind == kind).Select(s => s.TargetName).Distinct(StringComparer.Ordinal).ToList();

}

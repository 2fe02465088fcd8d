namespace Barelane.TestKit.Conformance;

/// <summary>Everything that the engine relies on, as checks that know no hypervisor.</summary>
public static class ConformanceSuite
{
    /// <summary>Reading: inventory, fields, probe.</summary>
    public static IReadOnlyList<ConformanceCheck> Inspection { get; } = InspectionChecks.All;

    /// <summary>Planning: pure, and at rest once the goal is reached.</summary>
    public static IReadOnlyList<ConformanceCheck> Planning { get; } = PlanningChecks.All;

    /// <summary>Acting: each step of a plan there and back, and what is refused.</summary>
    public static IReadOnlyList<ConformanceCheck> Execution { get; } = ExecutionChecks.All;

    /// <summary>What goes wrong between: concurrent changes, lost connections, deadlines, cancellations.</summary>
    public static IReadOnlyList<ConformanceCheck> Interruption { get; } = InterruptionChecks.All;

    /// <summary>The checks that go the whole way: for sites that differ only in how the hypervisor behaves.</summary>
    public static IReadOnlyList<ConformanceCheck> Journeys { get; } = [InspectionChecks.AsProbed, ExecutionChecks.EveryStep, ExecutionChecks.ThereAndBack];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConformanceCheck> All { get; } = [.. Inspection, .. Planning, .. Execution, .. Interruption];
}

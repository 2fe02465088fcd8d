using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit.Matrix;

/// <summary>A site that the failure matrix hits: simulated, deterministic, and the same for every process that connects to it.</summary>
public interface IMatrixSite
{
    /// <summary>What goes wrong.</summary>
    FaultPlan Faults { get; }

    /// <summary>What can go wrong with this hypervisor.</summary>
    IReadOnlyList<FaultKind> FaultKinds { get; }

    /// <summary>What was done that no careful program does.</summary>
    IReadOnlyList<string> Violations { get; }

    /// <summary>The hypervisor's planner.</summary>
    IWayPlanner Planner { get; }

    /// <summary>The connection of a new process.</summary>
    ISiteAdapter Connect();

    /// <summary>A whole inspection.</summary>
    Task<FleetInventory> InspectAsync();

    /// <summary>How many writes the last process made for a step: the one of this kind on this target after <paramref name="skip"/> others.</summary>
    int WritesOf(StepKind kind, ObjectRef target, int skip);

    /// <summary>An administrator does what messages have asked for, before the program is run again.</summary>
    void Attend();

    /// <summary>Everything but boot times and run ids, as text: two states are the same if their texts are.</summary>
    string Describe(bool withRestorePoints = true);
}

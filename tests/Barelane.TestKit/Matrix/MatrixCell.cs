using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit.Matrix;

/// <summary>One cell: a plan, one of its steps, what goes wrong there, and what is done then.</summary>
/// <param name="Shape">The plan.</param>
/// <param name="Kind">The step's kind.</param>
/// <param name="Target">The step's target.</param>
/// <param name="Skip">How many steps of this kind on this target come before it.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Write">Which of the step's writes is hit, from 0.</param>
/// <param name="Recovery">What is done then.</param>
/// <typeparam name="TSite">The kind of site.</typeparam>
public sealed record MatrixCell<TSite>(PlanShape<TSite> Shape, StepKind Kind, ObjectRef Target, int Skip, FaultKind Fault, int Write, Recovery Recovery)
{
    public override string ToString() => $"{Shape.Name} | {Kind} {Target.Id}{(Skip == 0 ? "" : $" #{Skip + 1}")} | {Fault}{(Write == 0 ? "" : $" at write {Write + 1}")} | {Recovery}";
}

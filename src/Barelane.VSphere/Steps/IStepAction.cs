using Barelane.Core.Adapters;

namespace Barelane.VSphere.Steps;

/// <summary>Carries out one kind of step.</summary>
internal interface IStepAction
{
    /// <summary>Acts and waits. Exceptions of the wire are turned into outcomes by <see cref="VSphereStepExecutor"/>.</summary>
    Task<StepResult> RunAsync(StepRun run);
}

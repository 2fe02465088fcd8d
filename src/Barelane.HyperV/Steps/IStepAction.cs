using Barelane.Core.Adapters;

namespace Barelane.HyperV.Steps;

/// <summary>Carries out one kind of step.</summary>
internal interface IStepAction
{
    /// <summary>Acts and waits. What is refused is a <see cref="SiteException"/>, which <see cref="HyperVStepExecutor"/> turns into an outcome.</summary>
    Task<StepResult> RunAsync(StepRun run);
}

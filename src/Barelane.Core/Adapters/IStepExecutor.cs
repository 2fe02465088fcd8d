namespace Barelane.Core.Adapters;

/// <summary>Carries out steps on one site.</summary>
public interface IStepExecutor
{
    /// <summary>
    /// Acts. Reports the operation's handle as soon as there is one and waits for its end. A time-out, a lost connection after
    /// sending, or a cancellation after sending is Unknown; Failed is said only if nothing can come of it any more.
    /// Does not read back the result: the engine does that through <see cref="IProbe"/>.
    /// </summary>
    Task<StepResult> ExecuteAsync(StepContext context, IStepProgress progress, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until nothing that an earlier, interrupted execution of this step may have started is still under way: the handle
    /// where it is known, and anything running on the step's target otherwise. Changes nothing. Answers Done when all is quiet (whatever
    /// the result), Unknown when that could not be found out.
    /// </summary>
    Task<StepResult> SettleAsync(StepContext context, OperationHandle? handle, IStepProgress progress, CancellationToken cancellationToken);
}

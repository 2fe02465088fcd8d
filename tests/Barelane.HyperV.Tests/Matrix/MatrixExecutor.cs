using Barelane.Core.Adapters;

namespace Barelane.HyperV.Tests.Matrix;

/// <summary>Tells a site which step is under way.</summary>
internal sealed class MatrixExecutor(IStepExecutor inner, HyperVMatrixSite site) : IStepExecutor
{
    public async Task<StepResult> ExecuteAsync(StepContext context, IStepProgress progress, CancellationToken cancellationToken)
    {
        site.Begin(context);
        try
        {
            return await inner.ExecuteAsync(context, progress, cancellationToken);
        }
        finally
        {
            site.End(context);
        }
    }

    public Task<StepResult> SettleAsync(StepContext context, OperationHandle? handle, IStepProgress progress, CancellationToken cancellationToken) =>
        inner.SettleAsync(context, handle, progress, cancellationToken);
}

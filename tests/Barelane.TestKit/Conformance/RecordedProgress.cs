using Barelane.Core.Adapters;

namespace Barelane.TestKit.Conformance;

/// <summary>Takes down what an executor reports, and can keep it waiting while a handle is written down.</summary>
public sealed class RecordedProgress : IStepProgress
{
    /// <summary>The handles, in the order in which they came.</summary>
    public List<OperationHandle> Handles { get; } = [];

    /// <summary>Percentages that are none, and waits without a word.</summary>
    public List<string> Nonsense { get; } = [];

    /// <summary>What happens when a handle is reported; the executor has to wait for it.</summary>
    public Func<Task> OnStarted { get; init; } = () => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(OperationHandle handle)
    {
        Handles.Add(handle);
        return OnStarted();
    }

    /// <inheritdoc/>
    public void Report(int? percent, string doing)
    {
        if (percent is < 0 or > 100 || string.IsNullOrWhiteSpace(doing))
        {
            Nonsense.Add($"{percent} '{doing}'");
        }
    }
}

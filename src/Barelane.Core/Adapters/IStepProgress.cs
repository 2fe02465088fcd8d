namespace Barelane.Core.Adapters;

/// <summary>Where an executor reports while it acts.</summary>
public interface IStepProgress
{
    /// <summary>The hypervisor has taken the operation under this handle. Returns once that is safe on disk.</summary>
    Task StartedAsync(OperationHandle handle);

    /// <summary>How far it is: 0–100, or null where that is not known; and what it waits for, as a sentence part.</summary>
    void Report(int? percent, string doing);
}

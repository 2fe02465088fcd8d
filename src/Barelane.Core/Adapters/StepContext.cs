using Barelane.Core.Plans;

namespace Barelane.Core.Adapters;

/// <summary>A step on its way to an executor.</summary>
public sealed record StepContext
{
    /// <summary>The step, with the run's id already in place of <see cref="FieldChange.RunToken"/>.</summary>
    public required Step Step { get; init; }

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>When to give up waiting; a time-out is Unknown, never Failed.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Consents that were given for this step's unit; an executor needs some of them (hard power-off).</summary>
    public IReadOnlySet<string> Consents { get; init; } = new HashSet<string>();

    /// <summary>Opens the guest of the step's VM, with the account that the document names; throws a <see cref="SiteException"/> where it can't be asked. Null where nobody opens guests.</summary>
    public Func<CancellationToken, Task<IGuestChannel>>? OpenGuestAsync { get; init; }
}

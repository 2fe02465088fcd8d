using Barelane.Core.Plans;

namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>A step, by the call that it sends.</summary>
/// <param name="Kind">Its kind, as the journal names it.</param>
/// <param name="Method">The method it calls.</param>
/// <param name="On">The name of the object it calls it on; '*' where there is only one such call.</param>
internal sealed record SentStep(StepKind Kind, string Method, string On = "*")
{
    /// <summary>Whether the call starts a task; otherwise it has acted when it answers.</summary>
    public bool IsTask => Method.EndsWith("_Task", StringComparison.Ordinal);
}

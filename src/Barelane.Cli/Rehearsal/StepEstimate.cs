using Barelane.Core.Plans;
using Barelane.Twin;

namespace Barelane.Cli.Rehearsal;

/// <summary>How long a kind of step takes on usual servers: by the times that the twin goes by, since no other measure is at hand beforehand.</summary>
internal static class StepEstimate
{
    /// <summary>The estimate in seconds.</summary>
    public static int SecondsOf(StepKind kind, TwinTimes times) => (int)Math.Ceiling((kind switch
    {
        StepKind.RebootHost => times.HostLeaves + times.HostBoot,
        StepKind.PowerOffVm => times.GuestShutdown,
        StepKind.PowerOnVm => times.Task + times.GuestBoot,
        StepKind.Verify => TimeSpan.Zero,
        _ => times.Task,
    }).TotalSeconds);
}

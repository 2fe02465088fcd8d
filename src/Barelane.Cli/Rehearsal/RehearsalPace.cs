using Barelane.Core.Plans;
using Barelane.Engine.Running;

namespace Barelane.Cli.Rehearsal;

/// <summary>How long a rehearsal waits for what takes long on real servers: their times, shortened as the twin's are.</summary>
internal static class RehearsalPace
{
    private static readonly TimeSpan LeastDeadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(10);

    /// <summary>The options of runs on a twin whose time goes so many times faster than ours.</summary>
    public static RunOptions OptionsAt(double timeScale) => new()
    {
        Deadlines = Enum.GetValues<StepKind>().ToDictionary(k => k, k => Shortened(RunOptions.DefaultDeadline(k), timeScale, LeastDeadline)),
        ReadPatience = Shortened(new RunOptions().ReadPatience, timeScale, LeastPatience),
        PreconditionPatience = Shortened(new RunOptions().PreconditionPatience, timeScale, LeastPatience),
        ObservePatience = Shortened(new RunOptions().ObservePatience, timeScale, LeastPatience),
    };

    private static TimeSpan Shortened(TimeSpan time, double timeScale, TimeSpan least) =>
        time / timeScale is var shorter && shorter > least ? shorter : least;
}

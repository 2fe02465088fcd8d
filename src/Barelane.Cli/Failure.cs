using Barelane.Core.Adapters;
using Barelane.Engine.Running;

namespace Barelane.Cli;

/// <summary>An exception as a message and an exit code: the one place that knows which is which.</summary>
/// <param name="Problem">What is said.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="IsDefect">Whether it is a defect of the program rather than something about the world.</param>
internal sealed record Failure(Problem Problem, int ExitCode, bool IsDefect = false)
{
    public static Failure Of(Exception exception, bool wasInterrupted) => exception switch
    {
        UsageException e => new(Told("usage", e.Message), ExitCodes.Usage),
        ProblemException e => new(e.Problem, e.ExitCode),
        SiteException e => new(e.Problem, ExitCodes.Error),
        EngineException e => new(e.Problem, (int)e.Exit),
        OperationCanceledException when wasInterrupted => new(Told("interrupted", "Interrupted; nothing was changed."), ExitCodes.Interrupted),
        FormatException e => new(Told("format", e.Message), ExitCodes.Error),
        UnauthorizedAccessException e => new(Told("access-denied", e.Message, "Check who owns the file and its permissions."), ExitCodes.Error),
        IOException e => new(Told("io", e.Message), ExitCodes.Error),
        _ => new(
            Told(
                "defect",
                $"Barelane ran into a defect of its own: {exception.GetType().Name}: {exception.Message}",
                "What was journalled is safe. Run the same line again with --debug and report what it prints."),
            ExitCodes.Error,
            IsDefect: true),
    };

    private static Problem Told(string code, string message, string remedy = "") => new() { Code = code, Message = message, Remedy = remedy };
}

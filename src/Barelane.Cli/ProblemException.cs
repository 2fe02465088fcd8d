using Barelane.Core.Adapters;

namespace Barelane.Cli;

/// <summary>Something the command line itself found wrong, with its exit code.</summary>
internal sealed class ProblemException(Problem problem, int exitCode) : Exception(problem.ToString())
{
    /// <summary>What is wrong and what to do.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>The exit code that goes with it.</summary>
    public int ExitCode { get; } = exitCode;
}

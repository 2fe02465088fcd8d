using Barelane.Core.Adapters;

namespace Barelane.Engine.Running;

/// <summary>The engine cannot or will not go on: refused before anything was done, or the journal is not to be had.</summary>
public sealed class EngineException : Exception
{
    /// <summary>Wraps a problem.</summary>
    public EngineException(Problem problem, ExitMeaning exit, Exception? inner = null)
        : base(problem.ToString(), inner)
    {
        Problem = problem;
        Exit = exit;
    }

    /// <summary>What stands in the way and what to do.</summary>
    public Problem Problem { get; }

    /// <summary>What it means to the caller.</summary>
    public ExitMeaning Exit { get; }
}

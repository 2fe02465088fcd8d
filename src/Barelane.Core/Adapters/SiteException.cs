namespace Barelane.Core.Adapters;

/// <summary>The one exception adapters throw. The engine turns it into an outcome, the command line into a message.</summary>
public sealed class SiteException : Exception
{
    /// <summary>Wraps a problem.</summary>
    public SiteException(Problem problem, Exception? inner = null)
        : base(problem.ToString(), inner) => Problem = problem;

    /// <summary>What did not work.</summary>
    public Problem Problem { get; }
}

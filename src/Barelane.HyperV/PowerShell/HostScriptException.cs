using Barelane.Core.Adapters;

namespace Barelane.HyperV.PowerShell;

/// <summary>A script that did not end well on a host.</summary>
internal sealed class HostScriptException : Exception
{
    public HostScriptException(HostScriptFailure kind, Problem problem, HostError? error = null, Exception? inner = null)
        : base(problem.ToString(), inner) => (Kind, Problem, Error) = (kind, problem, error);

    /// <summary>How far it came.</summary>
    public HostScriptFailure Kind { get; }

    /// <summary>What was observed and what to do.</summary>
    public Problem Problem { get; }

    /// <summary>The host's error; null where the host did not answer.</summary>
    public HostError? Error { get; }

    /// <summary>Whether the script may have acted without its end having been seen: the outcome is unknown until the state is read.</summary>
    public bool IsOpen => Kind is HostScriptFailure.Lost or HostScriptFailure.TimedOut;

    /// <summary>As the exception that adapters throw.</summary>
    public SiteException ToSite() => new(Problem, this);
}

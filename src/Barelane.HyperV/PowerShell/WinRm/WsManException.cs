using Barelane.Core.Adapters;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>A request to WS-Management that was not answered well.</summary>
internal sealed class WsManException(Problem problem, WsManFault? fault = null, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    /// <summary>What was observed.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>The service's refusal; null where the way to it failed.</summary>
    public WsManFault? Fault { get; } = fault;

    /// <summary>Whether another try to fetch output may succeed: the way broke, not the service.</summary>
    public bool IsBroken => Problem.Code is "connection-lost";
}

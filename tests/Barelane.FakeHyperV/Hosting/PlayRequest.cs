using Barelane.FakeHyperV.Host;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>What the program that plays <c>powershell</c>, or a test, asks of the process that keeps the host: one JSON line.</summary>
internal sealed record PlayRequest
{
    /// <summary>The command line of <c>powershell</c>.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Its standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Tells the host's whole state as text.</summary>
    public bool Describes { get; init; }

    /// <summary>Plants a fault.</summary>
    public FaultRule? Fault { get; init; }

    /// <summary>What becomes of a later script.</summary>
    public PlayDisturbance? Disturbance { get; init; }
}

using Barelane.Remote.Server.Measuring;

namespace Barelane.Cli.Remote;

/// <summary>What was measured to one server.</summary>
internal sealed record MeasureEntry
{
    /// <summary>Its address.</summary>
    public required string Server { get; init; }

    /// <summary>The way there and back in µs, without OpenCL; null where it did not answer.</summary>
    public double? RoundTripMicroseconds { get; init; }

    /// <summary>What a program sees; null where none could run.</summary>
    public MeasuredRates? Rates { get; init; }

    /// <summary>Why something could not be measured; empty where all was.</summary>
    public string Problem { get; init; } = "";
}

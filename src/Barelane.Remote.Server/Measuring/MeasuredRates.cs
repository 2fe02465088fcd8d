using System.Text.Json.Serialization;

namespace Barelane.Remote.Server.Measuring;

/// <summary>What a program sees of a device.</summary>
public sealed record MeasuredRates
{
    /// <summary>The device.</summary>
    public string Device { get; init; } = "";

    /// <summary>Launches of an empty kernel, one behind the other, until the last has ended.</summary>
    public double LaunchesPerSecond { get; init; }

    /// <summary>One launch waited for, the median.</summary>
    public double LaunchAndFinishMicroseconds { get; init; }

    /// <summary>To the device, in units of 10^9 bytes, the best of some.</summary>
    public double WriteGigabytesPerSecond { get; init; }

    /// <summary>From the device.</summary>
    public double ReadGigabytesPerSecond { get; init; }

    /// <summary>Why it could not be measured; empty where it was.</summary>
    public string Problem { get; init; } = "";
}

/// <summary>How <see cref="MeasuredRates"/> comes from the process that measures.</summary>
[JsonSerializable(typeof(MeasuredRates))]
public sealed partial class MeasuredJson : JsonSerializerContext;

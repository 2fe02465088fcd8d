namespace Barelane.Remote.Server.Worker;

/// <summary>What a worker says of the machine's devices.</summary>
public sealed record DeviceListing
{
    /// <summary>The devices, in the order of their places.</summary>
    public IReadOnlyList<ListedDevice> Devices { get; init; } = [];

    /// <summary>Why there are none; empty where there are.</summary>
    public string Problem { get; init; } = "";
}

namespace Barelane.Remote.Server.Worker;

/// <summary>A device of the machine.</summary>
/// <param name="Name">What it calls itself.</param>
/// <param name="Memory">Its memory in bytes.</param>
public sealed record ListedDevice(string Name, ulong Memory);

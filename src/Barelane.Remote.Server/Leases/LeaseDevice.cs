namespace Barelane.Remote.Server.Leases;

/// <summary>A device that leases are given of.</summary>
/// <param name="Place">Its place among those of the machine's OpenCL.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Memory">Its memory in bytes.</param>
internal sealed record LeaseDevice(int Place, string Name, ulong Memory);

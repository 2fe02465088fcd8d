namespace Barelane.Remote.Protocol.Wire;

/// <summary>Three sizes, as OpenCL's origins, regions and work sizes are.</summary>
internal record struct Triple(ulong X, ulong Y, ulong Z);

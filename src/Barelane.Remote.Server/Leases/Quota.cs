namespace Barelane.Remote.Server.Leases;

/// <summary>What one user may have at once; 0: no limit.</summary>
internal sealed record Quota(int Devices, ulong Memory, int Leases);

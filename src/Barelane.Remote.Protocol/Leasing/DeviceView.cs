namespace Barelane.Remote.Protocol.Leasing;

/// <summary>A device of a server.</summary>
/// <param name="Name">What it calls itself.</param>
/// <param name="Memory">Its memory in bytes.</param>
/// <param name="Free">Bytes that no lease has.</param>
/// <param name="IsWhole">Whether one lease has the whole of it.</param>
/// <param name="Leases">How many leases have a part in it.</param>
public sealed record DeviceView(string Name, ulong Memory, ulong Free, bool IsWhole, int Leases);

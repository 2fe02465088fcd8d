namespace Barelane.Remote.Protocol.Leasing;

/// <summary>Somebody who waits for a lease.</summary>
/// <param name="User">Who.</param>
/// <param name="Client">From where.</param>
/// <param name="Devices">How many devices.</param>
/// <param name="Memory">Bytes of each; 0: whole devices.</param>
/// <param name="Seconds">For how long already.</param>
/// <param name="Why">What is waited for.</param>
public sealed record WaitingView(string User, string Client, int Devices, ulong Memory, long Seconds, string Why);

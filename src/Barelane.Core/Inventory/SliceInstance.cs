namespace Barelane.Core.Inventory;

/// <summary>A slice that exists apart from a VM (a mediated device), or is defined to be made again when its host starts.</summary>
/// <param name="Id">Its UUID.</param>
/// <param name="Parent">What it is cut from, in the hypervisor's word: an address, or a driver's own name.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Exists">Whether it is there now.</param>
/// <param name="Definition"><c>auto</c> or <c>manual</c> where it is defined; null where it ends with the host's next start.</param>
public sealed record SliceInstance(string Id, string Parent, string Profile, bool Exists, string? Definition);

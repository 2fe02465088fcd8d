namespace Barelane.Twin.Model;

/// <summary>A ResourceAllocationInfo: what is reserved, the limit, and the share. MiB for memory, MHz for processors.</summary>
internal sealed record ResourceShare(long Reservation = 0, bool Expandable = false, long Limit = -1, string Level = "normal", int Shares = 1000);

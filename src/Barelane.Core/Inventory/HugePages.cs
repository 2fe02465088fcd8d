namespace Barelane.Core.Inventory;

/// <summary>Huge pages of one size that a Linux host has set aside.</summary>
/// <param name="SizeKiB">The size of a page.</param>
/// <param name="Total">How many are set aside.</param>
/// <param name="Free">How many of them nobody uses.</param>
public sealed record HugePages(long SizeKiB, long Total, long Free);

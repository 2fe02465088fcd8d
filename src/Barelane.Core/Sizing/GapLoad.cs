namespace Barelane.Core.Sizing;

/// <summary>What one function asks of a Hyper-V VM's two windows.</summary>
/// <param name="HighMiB">Sizes of its BARs that lie above 4 GiB, in MiB.</param>
/// <param name="LowMiB">Sizes of the others.</param>
/// <param name="IsGuess">Whether they were not read, and taken large.</param>
public sealed record GapLoad(IReadOnlyList<long> HighMiB, IReadOnlyList<long> LowMiB, bool IsGuess);

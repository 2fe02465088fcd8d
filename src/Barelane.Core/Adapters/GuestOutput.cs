namespace Barelane.Core.Adapters;

/// <summary>What a program in the guest said.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Standard output, at most 1 MiB.</param>
/// <param name="Error">Standard error, at most 64 KiB.</param>
public sealed record GuestOutput(int ExitCode, string Output, string Error);

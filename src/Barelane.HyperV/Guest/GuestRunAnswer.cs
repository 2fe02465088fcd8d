namespace Barelane.HyperV.Guest;

/// <summary>What a program in a guest said.</summary>
internal sealed record GuestRunAnswer(int ExitCode, string Output, string Error);

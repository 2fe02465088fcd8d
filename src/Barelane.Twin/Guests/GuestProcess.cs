namespace Barelane.Twin.Guests;

/// <summary>A program that was started in a guest.</summary>
internal sealed record GuestProcess(
    long Pid, string Name, string CommandLine, string Owner, DateTimeOffset Started, DateTimeOffset Ends, int ExitCode);

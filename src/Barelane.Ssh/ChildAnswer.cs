namespace Barelane.Ssh;

/// <summary>What a child said.</summary>
/// <param name="ExitCode">Its exit status; null where it was given up.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ChildAnswer(int? ExitCode, byte[] Output, string Error);

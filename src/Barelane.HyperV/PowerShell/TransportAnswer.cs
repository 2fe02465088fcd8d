namespace Barelane.HyperV.PowerShell;

/// <summary>What <c>powershell</c> printed to its end.</summary>
/// <param name="ExitCode">Its exit status, which tells little: the envelope counts.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record TransportAnswer(int ExitCode, string Output, string Error);

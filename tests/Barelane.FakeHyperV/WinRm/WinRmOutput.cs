namespace Barelane.FakeHyperV.WinRm;

/// <summary>What a command printed.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record WinRmOutput(int ExitCode, byte[] Output, byte[] Error);

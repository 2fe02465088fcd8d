namespace Barelane.FakeHyperV.Hosting;

/// <summary>What the process that keeps the host answers: one JSON line.</summary>
/// <param name="ExitCode">The exit status of <c>powershell</c>; null where the program is to wait for ever.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record PlayAnswer(int? ExitCode, string Output, string Error = "");

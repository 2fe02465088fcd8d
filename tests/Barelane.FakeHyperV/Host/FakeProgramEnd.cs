namespace Barelane.FakeHyperV.Host;

/// <summary>How a program in a guest ended, and what it said; without an exit code it does not end.</summary>
public sealed record FakeProgramEnd(int? ExitCode, string Output, string Error);

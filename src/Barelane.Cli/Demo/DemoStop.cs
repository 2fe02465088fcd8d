namespace Barelane.Cli.Demo;

/// <summary>One command of the demo.</summary>
/// <param name="Question">What it answers.</param>
/// <param name="Line">What is typed after <c>barelane</c>.</param>
/// <param name="ExitCode">How it has to end.</param>
internal sealed record DemoStop(string Question, string Line, int ExitCode);

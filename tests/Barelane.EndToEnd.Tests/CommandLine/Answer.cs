namespace Barelane.EndToEnd.Tests.CommandLine;

/// <summary>What came of a line.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Answer(int ExitCode, string Out, string Error)
{
    /// <summary>Standard error as one line, wherever it was broken.</summary>
    public string Said => string.Join(' ', Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

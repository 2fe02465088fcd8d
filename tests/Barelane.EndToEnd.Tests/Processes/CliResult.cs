namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>How a command ended.</summary>
/// <param name="Line">What was typed.</param>
/// <param name="ExitCode">Its exit code; 128 and the signal's number where a signal ended it.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CliResult(string Line, int ExitCode, string Out, string Error)
{
    /// <summary>Requires an exit code; otherwise the test fails with everything that was printed.</summary>
    public CliResult Ended(int exitCode)
    {
        if (ExitCode != exitCode)
        {
            Assert.Fail($"Exit code {ExitCode}, required {exitCode}.\n{this}");
        }

        return this;
    }

    /// <summary>Requires that a text was printed as a message.</summary>
    public CliResult Said(params ReadOnlySpan<string> texts)
    {
        // Lines are broken at 80 columns, wherever that falls.
        var flat = Flat(Error);
        foreach (var text in texts)
        {
            if (!flat.Contains(text, StringComparison.Ordinal))
            {
                Assert.Fail($"Standard error does not say '{text}'.\n{this}");
            }
        }

        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Requires that a text is part of the answer.</summary>
    public CliResult Showed(params ReadOnlySpan<string> texts)
    {
        var flat = Flat(Out);
        foreach (var text in texts)
        {
            if (!flat.Contains(text, StringComparison.Ordinal))
            {
                Assert.Fail($"Standard output does not show '{text}'.\n{this}");
            }
        }

        return this;
    }

    /// <summary>The steps that were planned, one a line.</summary>
    public string Steps => string.Concat(Out.Split('\n').Where(l => l.StartsWith("  s", StringComparison.Ordinal) || l.StartsWith("  BLOCK", StringComparison.Ordinal)).Select(l => l + "\n"));

    /// <inheritdoc/>
    public override string ToString() => $"$ barelane {Line}\n{Out}--- standard error\n{Error}--- exit code {ExitCode}\n";

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

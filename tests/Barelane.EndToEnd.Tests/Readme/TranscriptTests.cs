using System.Diagnostics;
using System.Text.RegularExpressions;
using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.Readme;

/// <summary>Keeps the README's transcript true: every line of it is a line of the demo, in the same order. '…' stands for lines left out.</summary>
public sealed partial class TranscriptTests
{
    [Fact]
    public async Task The_readmes_transcript_is_what_the_demo_prints()
    {
        var demo = (await DemoAsync()).Select(Normal).ToList();
        var transcript = Transcript().ToList();

        Assert.True(transcript.Count > 10, "The README has lost its transcript.");
        var at = 0;
        foreach (var line in transcript)
        {
            var found = demo.FindIndex(at, l => l == Normal(line));
            Assert.True(found >= 0, $"The demo does not print '{line}' after its line {at}. Its lines there are:\n{string.Join('\n', demo.Skip(at).Take(40))}");
            at = found + 1;
        }
    }

    private static IEnumerable<string> Transcript()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
        var from = Array.IndexOf(lines, "<!-- transcript:begin -->");
        var to = Array.IndexOf(lines, "<!-- transcript:end -->");
        return lines[(from + 1)..to].Select(l => l.StartsWith("    ", StringComparison.Ordinal) ? l[4..] : l)
            .Where(l => l.Trim().Length > 0 && l.Trim() != "…");
    }

    private static async Task<IReadOnlyList<string>> DemoAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "barelane"))
        {
            ArgumentList = { "demo" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { ["NO_COLOR"] = "1", ["COLUMNS"] = "80" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"The demo ended with {process.ExitCode}.\n{output}\n{await errors}");
        return output.Split('\n');
    }

    /// <summary>Run ids, plan ids and times differ from run to run.</summary>
    private static string Normal(string line) => Varying().Replace(line, "#").TrimEnd();

    [GeneratedRegex(@"\d{8}-\d{6}-[0-9a-f]{4}|plan-[0-9a-f]{16}|\d+ (s|min)\b")]
    private static partial Regex Varying();
}

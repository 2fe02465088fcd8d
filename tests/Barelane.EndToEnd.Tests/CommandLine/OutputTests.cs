using System.Globalization;
using System.Text;
using Barelane.Cli.Terminal;
using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.CommandLine;

/// <summary>Outputs that can't be written: nothing is done by halves for want of a place to say so.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData("--version")]
    [InlineData("apply --help")]
    [InlineData("completion bash")]
    public async Task An_answer_that_cannot_be_written_is_an_error(string line)
    {
        using var desk = new Desk(new Uri("https://127.0.0.1:9/sdk"), new string('0', 64));

        var result = await desk.RunLimitedAsync(line, "exec >/dev/full");

        result.Ended(1).Said("The answer could not be written to standard output");
    }

    [Theory]
    [InlineData("exec 2>/dev/full", 0)]
    [InlineData("exec >/dev/full", 1)]
    public async Task A_run_goes_on_to_its_end_though_its_progress_has_nowhere_to_go(string limitedBy, int exitCode)
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);

        var result = await desk.RunLimitedAsync("apply", limitedBy);

        Assert.Equal(exitCode, result.ExitCode);
        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
    }

    [Fact]
    public void Messages_of_several_threads_stay_whole_lines()
    {
        const int Lines = 20000;
        using var messages = new MemoryStream();
        using (var console = CliConsole.Over(Stream.Null, messages))
        {
            using var together = new Barrier(4);
            Thread[] threads = [.. Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                together.SignalAndWait();
                for (var line = 0; line < Lines; line++)
                {
                    console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"thread {i} says its line {line}"));
                }
            }))];
            Array.ForEach(threads, t => t.Start());
            Array.ForEach(threads, t => t.Join());
        }

        var said = Encoding.UTF8.GetString(messages.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(4 * Lines, said.Distinct().Count());
        Assert.All(said, line => Assert.Matches("^thread [0-3] says its line [0-9]+$", line));
    }
}

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
    public async Task A_message_waits_for_the_one_that_is_being_written()
    {
        using var messages = new HeldStream();
        using var console = CliConsole.Over(Stream.Null, messages);
        var first = Task.Run(() => console.Error.WriteAsync("10:17  s05  done\n"), TestContext.Current.CancellationToken);
        messages.Entered.Wait(TestContext.Current.CancellationToken);

        // As the signal's thread does while a run tells of its events.
        var second = Task.Run(() => console.Error.WriteLine("Stopping."), TestContext.Current.CancellationToken);
        await Task.WhenAny(second, Task.Delay(200, TestContext.Current.CancellationToken));
        messages.Go.Set();
        await Task.WhenAll(first, second);

        Assert.Equal("10:17  s05  done\nStopping.\n", messages.Text);
    }
}

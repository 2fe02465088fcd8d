using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.BadInput;

/// <summary>A journal that can't grow, or is none: nothing is done that could not be written down before.</summary>
public sealed class JournalTests
{
    /// <summary>In blocks of 1 KiB: too small for the room that is held for a step's outcome, large enough to begin.</summary>
    private const string FullDisk = "trap '' XFSZ; ulimit -f 900";

    [Fact]
    public async Task With_a_full_disk_under_the_journal_nothing_is_done()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();

        var full = await desk.RunLimitedAsync("apply", FullDisk);

        full.Ended(1).Said("journal", "full");
        TwinText.Same(start, twin.State(), "Without a journal something was done.");
        (await desk.RunAsync("apply")).Ended(0);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_refused_and_left_alone()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var text = string.Concat(Enumerable.Repeat("This is a letter. ", 100));
        await File.WriteAllTextAsync(desk.Journal, text, TestContext.Current.CancellationToken);
        var start = twin.State();

        (await desk.RunAsync("apply")).Ended(1).Said(desk.Journal);

        Assert.Equal(text, await File.ReadAllTextAsync(desk.Journal, TestContext.Current.CancellationToken));
        TwinText.Same(start, twin.State(), "Without a journal something was done.");
    }
}

using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>What happens to a given card later: moved, released, drained, its journal lost, taken under care.</summary>
public sealed class LifeTests
{
    private const string ForTheOther = "{ vm: dc1/render-02, gpu: { model: A40 }, way: direct, variant: fixed }";

    [Fact]
    public async Task A_card_moves_from_one_vm_to_another_in_one_plan_and_back()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        (await desk.RunAsync("apply")).Ended(0);
        var first = twin.State();

        desk.Write(ForTheOther);
        (await desk.RunAsync("apply")).Ended(0);

        await Flow.IsReachedAsync(desk);
        Assert.Equal(["dc1/render-02"], Holders(twin.State()));
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(first, twin.State(), "The card did not come back as it was.");
        desk.Write(Sites.WholeCard);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task An_assignment_taken_out_of_the_document_is_released_to_what_was_before()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        (await desk.RunAsync("apply")).Ended(0);

        desk.Write();
        (await desk.RunAsync("apply")).Ended(0);

        Assert.Empty(Holders(twin.State()));
        Assert.Equal(Lines(start, "  device 0000"), Lines(twin.State(), "  device 0000"));
        Assert.Equal(Lines(start, "  extra"), Lines(twin.State(), "  extra"));
        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
    }

    [Fact]
    public async Task With_the_journal_lost_undo_says_what_to_do_and_the_mark_still_gives_the_card_back()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        (await desk.RunAsync("apply")).Ended(0);
        File.Delete(desk.Journal);
        var given = twin.State();

        (await desk.RunAsync("undo")).Ended(1).Said("There is no journal at", "take an assignment out of the document");

        TwinText.Same(given, twin.State(), "Without a journal something was undone.");
        desk.Write();
        (await desk.RunAsync("apply")).Ended(0);
        Assert.Empty(Holders(twin.State()));
        Assert.DoesNotContain("VirtualPCIPassthrough", twin.State(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drained_host_comes_back_as_it_was()
    {
        await using var twin = await Sites.StartAsync(Sites.TwoCards());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        (await desk.RunAsync("apply")).Ended(0);
        var given = twin.State();

        (await desk.RunAsync("drain esx-01")).Ended(0);

        Assert.Contains("host esx-01 connected maintenance=True", twin.State(), StringComparison.Ordinal);
        (await desk.RunAsync("return esx-01")).Ended(0);
        TwinText.Same(given, twin.State(), "The host did not come back as it was.");
        await Flow.IsReachedAsync(desk);
    }

    [Fact]
    public async Task What_exists_is_exported_adopted_as_it_is_and_let_go_again()
    {
        await using var twin = await Sites.StartAsync(Sites.Grown());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write();
        var start = twin.State();
        var exported = (await desk.RunAsync("export dc1 --name farm")).Ended(0);
        Assert.Contains("dc1/render-01", exported.Out, StringComparison.Ordinal);
        desk.WriteText(exported.Out);

        (await desk.RunAsync("adopt")).Ended(0);

        Assert.Equal(["dc1/render-01"], Holders(twin.State()));
        TwinText.Same(start, string.Join('\n', twin.State().Split('\n').Where(l => !l.StartsWith("  extra barelane.", StringComparison.Ordinal))), "Adopting has set more than the mark.");

        // The rule that tells DRS where the card is was never there: the next apply would add it, and nothing else.
        (await desk.RunAsync("verify")).Ended(2).Showed("Drift: 1 of", "host rule of dc1/render-01");
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "Adopting has left something.");
    }

    [Fact]
    public async Task The_twins_own_program_is_served_as_well()
    {
        await using var twin = await TwinProcess.StartAsync("--scenario", "lone-host", "--time-scale", "2000");
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = await twin.StateAsync();

        (await desk.RunAsync("apply")).Ended(0);
        await Flow.IsReachedAsync(desk);
        (await desk.RunAsync("undo")).Ended(0);

        TwinText.Same(start, await twin.StateAsync(), "The undo has left something.");
    }

    private static IEnumerable<string> Holders(string state) => Lines(state, "  extra barelane.owner=").Select(l => l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private static List<string> Lines(string state, string prefix) => [.. state.Split('\n').Where(l => l.StartsWith(prefix, StringComparison.Ordinal))];
}

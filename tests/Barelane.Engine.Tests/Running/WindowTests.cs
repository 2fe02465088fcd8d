using Barelane.Core.Goals;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Running;

public sealed class WindowTests
{
    [Theory]
    [InlineData("22:00-05:00", "23:30", true)]
    [InlineData("22:00-05:00", "04:59", true)]
    [InlineData("22:00-05:00", "05:00", false)]
    [InlineData("22:00-05:00", "12:00", false)]
    [InlineData("08:00-09:00", "08:00", true)]
    [InlineData("08:00-08:00", "03:00", true)]
    public void A_window_is_open_from_its_beginning_to_its_end_also_over_midnight(string window, string at, bool open)
    {
        Assert.True(DailyWindow.TryParse(window, out var parsed));
        Assert.Equal(window, parsed.ToString());
        Assert.Equal(open, parsed.IsOpen(TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_closed_window_says_how_long_it_stays_closed()
    {
        Assert.True(DailyWindow.TryParse("22:00-05:00", out var window));
        Assert.Equal(TimeSpan.FromHours(10), window.UntilOpen(new TimeOnly(12, 0)));
        Assert.Equal(TimeSpan.Zero, window.UntilOpen(new TimeOnly(0, 0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("22:00")]
    [InlineData("22-05")]
    [InlineData("24:00-05:00")]
    [InlineData(null)]
    public void What_is_no_window_is_not_taken_for_one(string? text) => Assert.False(DailyWindow.TryParse(text, out _));

    [Fact]
    public async Task A_run_waits_for_the_window_of_its_assignment()
    {
        var bench = Benches.ReadyCard(skips: TimeSpan.Zero);
        var waiting = new TaskCompletionSource<StepWaiting>();
        bench.Written = r =>
        {
            if (r is StepWaiting w)
            {
                waiting.TrySetResult(w);
            }
        };
        var active = await bench.StartAsync(bench.Open(), (f, c) => bench.Goal(f, c, Document("22:00-05:00")));

        var announced = await waiting.Task;
        Assert.Equal(bench.Time.GetUtcNow().AddHours(10), announced.Until);
        Assert.Equal(Core.Inventory.PowerState.On, bench.Vm("a").Power);
        while (bench.Time.Waiting == 0)
        {
            await Task.Yield();
        }

        bench.Time.Advance(TimeSpan.FromHours(10));

        Assert.Equal(RunEnd.Done, (await active!.Completion).End);
    }

    [Fact]
    public async Task A_run_that_may_not_wait_parks_with_nothing_done()
    {
        var bench = Benches.OneVm();
        var start = bench.Site.Describe();
        bench.Options = bench.Options with { WaitForWindow = false };

        var result = await bench.ApplyAsync(Document("22:00-05:00"));

        Assert.Equal(RunEnd.Parked, result!.End);
        Assert.Equal("window-closed", Assert.Single(result.Problems).Code);
        Assert.Equal(start, bench.Site.Describe());
    }

    private static Document Document(string window) => PlanShapes.Document(PlanShapes.Give("a", Benches.Card) with { Window = window });
}

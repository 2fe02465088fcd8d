using Barelane.Twin;
using Barelane.Twin.Faults;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>Ctrl+C and its relatives.</summary>
public sealed class InterruptTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task The_first_request_to_stop_finishes_the_step_and_prints_the_two_commands(string signal)
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        using var apply = await BeginAsync(twin, desk, TimeSpan.FromSeconds(2));

        apply.Signal(signal);

        (await apply.EndAsync()).Ended(130).Showed("Interrupted", "barelane resume", "barelane undo");
        Assert.Contains("maintenance=True", twin.State(), StringComparison.Ordinal);
        Assert.Equal(0, twin.Site.Calls.GetValueOrDefault("UpdatePassthruConfig"));
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task The_second_request_stops_at_once_and_the_journal_stands()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        using var apply = await BeginAsync(twin, desk, TimeSpan.FromSeconds(6));

        apply.Signal("INT");
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        apply.Signal("INT");

        (await apply.EndAsync()).Ended(130).Showed("barelane resume", "barelane undo");
        Assert.Contains("host esx-01 connected maintenance=False", twin.State(), StringComparison.Ordinal);
        (await desk.RunAsync("resume")).Ended(0);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task Before_anything_was_begun_a_request_to_stop_changes_nothing()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = "RetrievePropertiesEx", Action = FaultAction.Delay, Delay = TimeSpan.FromMinutes(1) });
        using var plan = desk.Start("apply");
        await Wait.UntilAsync(() => twin.Site.Faults.Struck > 0, plan);

        plan.Signal("INT");

        (await plan.EndAsync()).Ended(130).Said("nothing was changed");
        TwinText.Same(start, twin.State(), "Something was changed.");
    }

    /// <summary>An apply whose entering of maintenance mode is under way.</summary>
    private static async Task<CliProcess> BeginAsync(TwinServer twin, Desk desk, TimeSpan takes)
    {
        twin.Site.Faults.Add(new FaultRule { Method = "EnterMaintenanceMode_Task", Action = FaultAction.TaskDelay, Delay = takes });
        var apply = desk.Start("apply");
        await Wait.UntilAsync(() => twin.Site.Faults.Struck > 0, apply);
        return apply;
    }
}

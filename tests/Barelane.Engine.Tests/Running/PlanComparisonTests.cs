using Barelane.Core.Plans;
using Barelane.Engine.Running;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Running;

public sealed class PlanComparisonTests
{
    private readonly Workbench _bench = Benches.OneVm();

    [Fact]
    public void The_same_inventory_gives_the_same_plan() => Assert.Empty(PlanComparison.Differences(Plan(), Plan()));

    [Fact]
    public void What_changed_meanwhile_is_said_in_words()
    {
        var saved = Plan();
        (_bench.Site.Hosts[0].Devices[0].Wanted, _bench.Site.Hosts[0].Devices[0].Active) = (true, true);
        _bench.Vm("a").ReservationMiB = 1024;

        var lines = PlanComparison.Differences(saved, Plan());

        Assert.Contains(lines, l => l.StartsWith("step no longer needed: RebootHost on 'dc1/h1'", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("impact no longer there: host-reboot on 'dc1/h1'", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("memory-reservation-mib '1024' to '8192'", StringComparison.Ordinal) && l.Contains("and changed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_step_and_another_version_are_told()
    {
        var saved = Plan();
        _bench.Site.AddHost("h2");
        _bench.Vm("a").Host = _bench.Site.Hosts[1].Ref;

        var lines = PlanComparison.Differences(saved, Plan() with { Tool = "2" });

        Assert.Contains("the program's version was 'test' and is '2'", lines);
        Assert.Contains(lines, l => l.StartsWith("step new: MoveVm on 'dc1/a'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_that_has_no_words_is_not_passed_over()
    {
        var saved = Plan();
        var now = saved with { Steps = [.. saved.Steps.Select(s => s with { Reason = s.Reason + "!" })] };

        Assert.Single(PlanComparison.Differences(saved, now));
    }

    private Plan Plan()
    {
        var fleet = _bench.Site.Fleet();
        return _bench.Maker.Make(fleet, _bench.Goal(fleet, [], Benches.OneVmDocument));
    }
}

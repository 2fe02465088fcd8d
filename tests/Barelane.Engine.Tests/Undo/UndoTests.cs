using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Engine.Tests.Running;
using Barelane.Engine.Undo;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Undo;

public sealed class UndoTests
{
    private readonly Workbench _bench = Benches.OneVm();

    [Fact]
    public async Task Undo_restores_the_values_found_before()
    {
        var start = _bench.Site.Describe();
        await _bench.ApplyAsync(Benches.OneVmDocument);

        var undone = await _bench.UndoAsync(_bench.LastRun);

        Assert.Equal(RunEnd.Done, undone!.End);
        Assert.Equal(start, _bench.Site.Describe());
        Assert.Equal("undo", _bench.LastPlan!.Verb);
    }

    [Fact]
    public async Task Undo_stops_where_somebody_else_has_written_and_shows_three_values()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        _bench.Vm("a").ReservationMiB = 4711;

        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.UndoAsync(_bench.LastRun));

        Assert.Equal(ExitMeaning.Blocked, refused.Exit);
        Assert.Contains("RUN-DRIFT-001", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("is '4711' now; Barelane wrote '8192', and '0' is what it would put back", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_leaves_a_field_that_the_user_says_to_leave()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        _bench.Vm("a").ReservationMiB = 4711;
        _bench.Options = _bench.Options with { Planning = new PlanOptions { Leave = new HashSet<string> { "memory-reservation-mib" } } };

        Assert.Equal(RunEnd.Done, (await _bench.UndoAsync(_bench.LastRun))!.End);
        Assert.Equal(4711, _bench.Vm("a").ReservationMiB);
        Assert.Empty(_bench.Vm("a").Attached);
    }

    [Fact]
    public async Task Undo_never_touches_what_was_there_before()
    {
        _bench.Vm("a").Options["window64"] = "TRUE";
        _bench.Vm("a").ReservationMiB = 8192;
        await _bench.ApplyAsync(Benches.OneVmDocument);

        await _bench.UndoAsync(_bench.LastRun);

        Assert.Equal("TRUE", _bench.Vm("a").Options["window64"]);
        Assert.Equal(8192, _bench.Vm("a").ReservationMiB);
    }

    [Fact]
    public async Task Undo_keeps_restore_points()
    {
        await _bench.ApplyAsync(PlanShapes.Document(PlanShapes.Give("a", Benches.Card) with { RestorePoint = "before" }));

        await _bench.UndoAsync(_bench.LastRun);

        Assert.Equal(["before"], _bench.Vm("a").RestorePoints);
        Assert.Contains(_bench.LastPlan!.Findings, f => f.Rule == "UNDO-RESTORE-POINT-001" && f.Observed.Contains("'before'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_under_a_later_one_is_not_pulled_away_and_the_later_one_is_named()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var first = _bench.LastRun;
        await _bench.ApplyAsync(PlanShapes.Document());
        var second = _bench.LastRun;

        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.UndoAsync(first));
        await _bench.UndoAsync(second);
        var undone = await _bench.UndoAsync(first);

        Assert.Equal("later-run", refused.Problem.Code);
        Assert.Contains(second, refused.Problem.Remedy, StringComparison.Ordinal);
        Assert.Equal(RunEnd.Done, undone!.End);
    }

    [Fact]
    public async Task Undoing_twice_does_nothing_the_second_time()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var run = _bench.LastRun;
        await _bench.UndoAsync(run);

        await _bench.UndoAsync(run);

        Assert.Empty(_bench.LastPlan!.Steps);
    }

    [Fact]
    public async Task A_completed_or_undone_run_is_not_resumed()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var run = _bench.LastRun;
        var complete = await Assert.ThrowsAsync<EngineException>(() => _bench.ResumeAsync(run));
        await _bench.UndoAsync(run);

        var undone = await Assert.ThrowsAsync<EngineException>(() => _bench.ResumeAsync(run));

        Assert.Equal(("nothing-to-resume", "undone"), (complete.Problem.Code, undone.Problem.Code));
    }

    [Fact]
    public async Task A_run_whose_undo_has_begun_is_not_resumed_but_its_undo_is()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var run = _bench.LastRun;
        _bench.Site.Faults.Add(FaultKind.KilledAfterOutcome, StepKind.EnterMaintenance);
        await _bench.UndoAsync(run);
        var undo = _bench.LastRun;

        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.ResumeAsync(run));

        Assert.Equal("undo-begun", refused.Problem.Code);
        Assert.Contains(undo, refused.Problem.Remedy, StringComparison.Ordinal);
        Assert.Equal(RunEnd.Done, (await _bench.ResumeAsync(undo))!.End);
    }

    [Fact]
    public async Task A_drained_host_is_returned_as_it_was()
    {
        var before = _bench.Site.Describe();
        _bench.Site.AddHost("h2");
        _bench.Site.AddVm("web", _bench.Site.Hosts[0]);
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var start = _bench.Site.Describe();
        await _bench.CommandAsync((fleet, _) => HostGoals.Drain(fleet, fleet.Hosts.First(), "drain"));
        Assert.True(_bench.Site.Hosts[0].Maintenance);

        var returned = await _bench.CommandAsync((fleet, chains) =>
            HostGoals.Return(fleet, fleet.Hosts.First(), "drain", new JournalGivenValues(chains).BeforeDrain("dc1/h1")));

        Assert.Equal(RunEnd.Done, returned!.End);
        Assert.Equal(start, _bench.Site.Describe());
        Assert.NotEqual(before, start);
    }

    [Fact]
    public async Task History_tells_every_run_with_its_state()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var applied = _bench.LastRun;
        await _bench.UndoAsync(applied);
        _bench.Site.Faults.Add(FaultKind.KilledAfterActLate, StepKind.PowerOffVm);
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var journal = _bench.Open();
        var history = new RunHistory(journal, journal);

        var runs = await history.ReadAsync(default);

        Assert.Equal([RunState.Interrupted, RunState.Done, RunState.Undone], runs.Select(r => r.State));
        Assert.Equal([1, 0, 0], runs.Select(r => r.Unsettled));
        Assert.Equal(("undo", applied, "farm", "tester"), (runs[1].Verb, runs[1].OfRun, runs[1].Document, runs[1].Actor));
        Assert.Equal(runs[2].StepsTotal, runs[2].StepsDone);
        Assert.Equal(runs[0].Run, await history.LastToResumeAsync("farm", default));
        Assert.Equal(runs[0].Run, await history.LastToUndoAsync("farm", default));
        Assert.Null(await history.LastToUndoAsync("other", default));
    }
}

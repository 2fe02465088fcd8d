using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Running;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_assignment_has_its_vm_taken_back_at_once()
    {
        var bench = Benches.ReadyCard();
        var start = bench.Site.Describe();
        bench.Site.Faults.Add(FaultKind.Refused, StepKind.PowerOnVm);

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal((RunEnd.FailedTakenBack, ExitMeaning.FailedTakenBack), (result!.End, result.Exit));
        Assert.Equal(start, bench.Site.Describe());
        Assert.Single(bench.LastRecords.OfType<TakeBackStarted>());
        Assert.True((await bench.ChainAsync(bench.LastRun)).LeavesNothing);
    }

    [Fact]
    public async Task A_step_that_met_a_busy_server_is_carried_out_again_once_it_is_read_that_nothing_came_of_it()
    {
        var bench = Benches.ReadyCard();
        var acts = Acts(bench);
        bench.Site.Faults.Add(FaultKind.Busy, StepKind.ConfigureVm);

        Assert.Equal(RunEnd.Done, (await bench.ApplyAsync(Benches.OneVmDocument))!.End);

        Assert.Equal(2, acts.Count(s => s.Kind == StepKind.ConfigureVm));
        Assert.Single(bench.LastRecords.OfType<StepIntent>(), i => i.Kind == StepKind.ConfigureVm);
    }

    [Fact]
    public async Task A_step_that_happened_although_the_server_said_it_was_busy_is_not_carried_out_again()
    {
        var bench = Benches.ReadyCard();
        var acts = Acts(bench);
        bench.Site.Faults.Add(FaultKind.BusyWithEffect, StepKind.ConfigureVm);

        Assert.Equal(RunEnd.Done, (await bench.ApplyAsync(Benches.OneVmDocument))!.End);

        Assert.Single(acts, s => s.Kind == StepKind.ConfigureVm);
    }

    [Fact]
    public async Task A_server_that_stays_busy_fails_the_step_and_what_was_reached_is_taken_back()
    {
        var bench = Benches.ReadyCard();
        var acts = Acts(bench);
        var start = bench.Site.Describe();
        for (var i = 0; i <= bench.Options.BusyRetries; i++)
        {
            bench.Site.Faults.Add(FaultKind.Busy, StepKind.ConfigureVm);
        }

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(RunEnd.FailedTakenBack, result!.End);
        Assert.Equal(1 + bench.Options.BusyRetries, acts.Count(s => s.Kind == StepKind.ConfigureVm && s.Changes.Any(c => c.Field.Prefix == "attached")));
        Assert.Equal(start, bench.Site.Describe());
    }

    [Fact]
    public async Task With_keep_a_failed_assignment_holds_what_it_reached()
    {
        var bench = Benches.ReadyCard();
        bench.Options = bench.Options with { Keep = true };
        bench.Site.Faults.Add(FaultKind.Refused, StepKind.PowerOnVm);

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal((RunEnd.FailedHeld, ExitMeaning.FailedHeld), (result!.End, result.Exit));
        Assert.Single(bench.Vm("a").Attached);
        Assert.Equal(RunEnd.Done, (await bench.ResumeAsync(bench.LastRun))!.End);
    }

    [Fact]
    public async Task At_host_level_a_failure_holds_and_nothing_reboots()
    {
        var bench = Benches.OneVm();
        var boot = bench.Site.Hosts[0].BootTime;
        bench.Site.Faults.Add(FaultKind.Refused, StepKind.ClaimDevice);

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(RunEnd.FailedHeld, result!.End);
        Assert.True(bench.Site.Hosts[0].Maintenance);
        Assert.Equal(boot, bench.Site.Hosts[0].BootTime);
        Assert.Equal(PowerState.Off, bench.Vm("a").Power);
    }

    [Fact]
    public async Task A_way_into_maintenance_that_is_refused_gives_the_vm_back_its_power()
    {
        var bench = Benches.OneVm();
        var start = bench.Site.Describe();
        bench.Site.Faults.Add(FaultKind.Refused, StepKind.EnterMaintenance);

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(RunEnd.FailedTakenBack, result!.End);
        Assert.Equal(start, bench.Site.Describe());
    }

    [Fact]
    public async Task A_timed_out_step_is_neither_repeated_nor_taken_for_failed()
    {
        var bench = Benches.ReadyCard();
        var sent = new List<StepKind>();
        bench.Site.Faults.BeforeAct = s => sent.Add(s.Kind);
        bench.Site.Faults.Add(FaultKind.TimeoutWithLateEffect, StepKind.ConfigureVm);

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(RunEnd.Done, result!.End);
        Assert.Equal([StepKind.PowerOffVm, StepKind.ConfigureVm, StepKind.PowerOnVm], sent);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task After_as_many_failures_as_allowed_no_further_unit_is_begun(int allowed, bool begun)
    {
        var bench = Benches.TwoHosts(secondCluster: "c2");
        bench.Options = bench.Options with { MaxFailures = allowed, Planning = new PlanOptions { Canary = false } };
        bench.Site.Faults.Add(FaultKind.Refused, StepKind.PowerOffVm, bench.Vm("a").Ref);

        var result = await bench.ApplyAsync(Benches.TwoHostsDocument);

        Assert.Equal(RunEnd.FailedTakenBack, result!.End);
        Assert.Equal(begun ? 1 : 0, bench.Vm("b").Attached.Count);
    }

    [Fact]
    public async Task What_other_assignments_have_begun_is_finished()
    {
        var bench = Benches.TwoHosts(secondCluster: "c2");
        bench.Options = bench.Options with { Parallel = 2, Planning = new PlanOptions { Canary = false } };
        var aFails = new TaskCompletionSource();
        bench.Site.Faults.Holds = step => step.Kind == StepKind.PowerOffVm && step.Target == bench.Vm("a").Ref ? aFails.Task : Release(step);
        bench.Site.Faults.Add(FaultKind.Refused, StepKind.PowerOffVm, bench.Vm("a").Ref);

        var result = await bench.ApplyAsync(Benches.TwoHostsDocument);

        Assert.Equal(RunEnd.FailedTakenBack, result!.End);
        Assert.Single(bench.Vm("b").Attached);
        Assert.Equal(PowerState.On, bench.Vm("b").Power);

        Task Release(Step step)
        {
            if (step.Target == bench.Vm("b").Ref)
            {
                aFails.TrySetResult();
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_host_that_does_not_come_back_parks_the_run_and_resume_finishes_it()
    {
        var bench = Benches.OneVm();
        bench.Site.Faults.BeforeAct = step => bench.Site.Hosts[0].Responds = step.Kind != StepKind.RebootHost;
        bench.Site.Faults.Add(FaultKind.TimeoutWithEffect, StepKind.RebootHost);

        var parked = await bench.ApplyAsync(Benches.OneVmDocument);
        bench.Site.Hosts[0].Responds = true;
        bench.Site.Faults.BeforeAct = null;
        var resumed = await bench.ResumeAsync(bench.LastRun);

        Assert.Equal(RunEnd.Parked, parked!.End);
        Assert.Equal("host-not-back", Assert.Single(parked.Problems).Code);
        Assert.Equal(RunEnd.Done, resumed!.End);
        Assert.Equal(PowerState.On, bench.Vm("a").Power);
        Assert.DoesNotContain(bench.LastPlan!.Steps, s => s.Kind == StepKind.RebootHost);
    }

    [Fact]
    public async Task A_stop_finishes_the_step_under_way_and_resume_goes_on()
    {
        var bench = Benches.OneVm();
        var process = bench.Open();
        var begun = new TaskCompletionSource();
        var hold = new TaskCompletionSource();
        bench.Site.Faults.Holds = step =>
        {
            begun.TrySetResult();
            return hold.Task;
        };
        var active = await bench.StartAsync(process, (f, c) => bench.Goal(f, c, Benches.OneVmDocument));
        await begun.Task;

        active!.Control.RequestStop("Ctrl+C");
        hold.SetResult();
        var stopped = await active.Completion;

        Assert.Equal((RunEnd.Interrupted, ExitMeaning.Interrupted, 1), (stopped.End, stopped.Exit, stopped.StepsDone));
        Assert.Contains(bench.LastRecords, r => r is RunInterrupted { AtOnce: false, By: "Ctrl+C" });
        Assert.Equal(PowerState.Off, bench.Vm("a").Power);
        Assert.Equal(RunEnd.Done, (await bench.ResumeAsync(active.Id))!.End);
    }

    [Fact]
    public async Task An_abort_stops_at_once_and_leaves_the_step_to_be_settled()
    {
        var bench = Benches.OneVm();
        var begun = new TaskCompletionSource();
        var hold = new TaskCompletionSource();
        bench.Site.Faults.Holds = step =>
        {
            begun.TrySetResult();
            return hold.Task;
        };
        var active = await bench.StartAsync(bench.Open(), (f, c) => bench.Goal(f, c, Benches.OneVmDocument));
        await begun.Task;

        active!.Control.Abort("a second Ctrl+C");
        var stopped = await active.Completion;

        Assert.Equal(RunEnd.Interrupted, stopped.End);
        Assert.Contains(bench.LastRecords, r => r is RunInterrupted { AtOnce: true });
        Assert.Single((await bench.ChainAsync(active.Id)).Root.Unsettled);
    }

    private static List<Step> Acts(Workbench bench)
    {
        var acts = new List<Step>();
        bench.Site.Faults.BeforeAct = acts.Add;
        return acts;
    }
}

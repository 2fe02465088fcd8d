using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;

namespace Barelane.Engine.Tests.Running;

public sealed class RunTests
{
    [Fact]
    public async Task The_intent_with_the_values_found_stands_before_the_act_and_the_handle_before_the_outcome()
    {
        var bench = Benches.OneVm();
        var acted = new List<string>();
        bench.Site.Faults.BeforeAct = step => acted.Add($"{step.Id} {bench.LastRecords.OfType<StepIntent>().Any(i => i.Step == step.Id)}");

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal((RunEnd.Done, ExitMeaning.Done), (result!.End, result.Exit));
        Assert.NotEmpty(acted);
        Assert.All(acted, a => Assert.EndsWith("True", a, StringComparison.Ordinal));
        var off = bench.LastRecords.OfType<StepIntent>().First();
        Assert.Equal((StepKind.PowerOffVm, "on", "off"), (off.Kind, off.Changes[0].Before, off.Changes[0].After));
        var kinds = bench.LastRecords.Where(r => r is StepIntent or StepStarted or StepEnded).Take(3).Select(r => r.GetType().Name);
        Assert.Equal(["StepIntent", "StepStarted", "StepEnded"], kinds);
        Assert.IsType<RunStarted>(bench.LastRecords[0]);
        Assert.IsType<RunEnded>(bench.LastRecords[^1]);
    }

    [Fact]
    public async Task Applying_again_does_nothing_and_the_plan_says_so()
    {
        var bench = Benches.OneVm();
        await bench.ApplyAsync(Benches.OneVmDocument);

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(RunEnd.Done, result!.End);
        Assert.Empty(bench.LastPlan!.Steps);
    }

    [Fact]
    public async Task A_step_whose_values_are_there_already_is_not_sent()
    {
        var bench = Benches.ReadyCard();
        var sent = new List<StepKind>();
        bench.Site.Faults.BeforeAct = step => sent.Add(step.Kind);
        bench.Runs = plan =>
        {
            bench.Vm("a").Power = PowerState.Off;
            return plan;
        };

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(RunEnd.Done, result!.End);
        Assert.Equal([StepKind.ConfigureVm, StepKind.PowerOnVm], sent);
        Assert.Contains(bench.LastRecords.OfType<StepEnded>(), e => e.Outcome == StepOutcome.AlreadySo);
    }

    [Fact]
    public async Task What_somebody_changed_between_plan_and_act_is_not_written_over()
    {
        var bench = Benches.ReadyCard();
        bench.Runs = plan =>
        {
            bench.Vm("a").Options["window64"] = "FALSE";
            return plan;
        };

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal((RunEnd.FailedTakenBack, ExitMeaning.FailedTakenBack), (result!.End, result.Exit));
        Assert.Equal("concurrent-change", result.Problems[0].Code);
        Assert.Contains("'FALSE'", result.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("FALSE", bench.Vm("a").Options["window64"]);
        Assert.Empty(bench.Vm("a").Attached);
        Assert.Equal(PowerState.On, bench.Vm("a").Power);
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_written()
    {
        var bench = Benches.ReadyCard();
        bench.Site.Unreadable[(bench.Vm("a").Ref, Field.Power)] = int.MaxValue;
        bench.Runs = plan => plan with { Steps = [.. plan.Steps] };

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal("unreadable", Assert.Single(result!.Problems).Code);
        Assert.Empty(bench.LastRecords.OfType<StepIntent>());
        Assert.Equal(PowerState.On, bench.Vm("a").Power);
    }

    [Fact]
    public async Task What_cannot_be_read_for_a_moment_is_read_again()
    {
        var bench = Benches.ReadyCard();
        bench.Site.Unreadable[(bench.Vm("a").Ref, Field.Power)] = 3;

        Assert.Equal(RunEnd.Done, (await bench.ApplyAsync(Benches.OneVmDocument))!.End);
    }

    [Fact]
    public async Task A_proof_that_cannot_be_had_is_said_and_is_no_failure()
    {
        var bench = Benches.ReadyCard();
        bench.Written = r =>
        {
            if (r is StepEnded { Step: "s03" })
            {
                bench.Site.Unreadable[(bench.Vm("a").Ref, Field.ReservationMiB)] = int.MaxValue;
            }
        };

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal((RunEnd.DoneUnseen, ExitMeaning.Unseen), (result!.End, result.Exit));
        Assert.Equal("unproved", Assert.Single(result.Problems).Code);
    }

    [Fact]
    public async Task A_field_that_is_not_barelanes_is_never_written()
    {
        var bench = Benches.ReadyCard();
        bench.Runs = plan => plan with
        {
            Steps = [.. plan.Steps.Select(s => s.Kind == StepKind.ConfigureVm ? s with { Changes = [.. s.Changes, new FieldChange(new Field("guestinfo:secret"), null, "x")] } : s)],
        };

        var result = await bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal("not-owned", result!.Problems[0].Code);
        Assert.DoesNotContain(bench.LastRecords.OfType<StepIntent>().SelectMany(i => i.Changes), c => c.Field.Prefix == "guestinfo");
    }

    [Fact]
    public async Task A_journal_that_can_take_no_intent_stops_the_run_before_the_step_acts()
    {
        var bench = Benches.ReadyCard();
        var start = bench.Site.Describe();
        var full = new EngineException(new Problem { Code = "journal-full", Message = "Full." }, ExitMeaning.Error);
        bench.Writes = r => r is StepIntent ? throw full : true;

        Assert.Same(full, await Assert.ThrowsAsync<EngineException>(() => bench.ApplyAsync(Benches.OneVmDocument)));

        Assert.Equal(start, bench.Site.Describe());
        bench.Writes = _ => true;
        Assert.Equal(RunEnd.Done, (await bench.ResumeAsync(bench.LastRun))!.End);
    }

    [Fact]
    public async Task Hosts_of_different_clusters_are_worked_on_at_the_same_time()
    {
        var bench = Benches.TwoHosts(secondCluster: "c2");
        bench.Options = new RunOptions { Parallel = 8, Planning = new PlanOptions { Canary = false } };
        var both = new TaskCompletionSource();
        var arrived = 0;
        bench.Site.Faults.Holds = step => step.Kind != StepKind.PowerOffVm ? Task.CompletedTask
            : Interlocked.Increment(ref arrived) == 2 ? Complete(both) : both.Task;

        var result = await bench.ApplyAsync(Benches.TwoHostsDocument);

        Assert.Equal(RunEnd.Done, result!.End);
        Assert.Equal(2, arrived);

        static Task Complete(TaskCompletionSource source)
        {
            source.SetResult();
            return source.Task;
        }
    }

    [Fact]
    public async Task No_more_steps_are_under_way_than_allowed()
    {
        var bench = Benches.TwoHosts(secondCluster: "c2");
        bench.Options = new RunOptions { Parallel = 1, Planning = new PlanOptions { Canary = false } };
        var (now, most) = (0, 0);
        bench.Site.Faults.Holds = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };

        Assert.Equal(RunEnd.Done, (await bench.ApplyAsync(Benches.TwoHostsDocument))!.End);
        Assert.Equal(1, most);
    }
}

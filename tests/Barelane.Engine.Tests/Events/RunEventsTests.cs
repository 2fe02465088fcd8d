using Barelane.Engine.Events;
using Barelane.Engine.Journal;
using Barelane.Engine.Tests.Running;
using Barelane.TestKit;

namespace Barelane.Engine.Tests.Events;

public sealed class RunEventsTests
{
    [Fact]
    public async Task A_follower_sees_every_record_in_order_while_the_run_goes_on()
    {
        var bench = Benches.OneVm();
        var process = bench.Open();
        var begun = new TaskCompletionSource();
        bench.Site.Faults.Holds = _ => begun.Task;
        var active = await bench.StartAsync(process, (f, c) => bench.Goal(f, c, Benches.OneVmDocument));
        var seen = new List<JournalEntry>();

        await foreach (var entry in new RunEvents(process, process, bench.Time).FollowAsync(active!.Id, 0, default))
        {
            seen.Add(entry);
            if (entry.Record is StepIntent)
            {
                begun.TrySetResult();
            }
        }

        await active.Completion;
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => (long)i), seen.Select(e => e.Sequence));
        Assert.Equal(bench.Store.Read(active.Id).Count, seen.Count);
        Assert.IsType<RunEnded>(seen[^1].Record);
    }

    [Fact]
    public async Task A_follower_that_was_cut_off_goes_on_where_it_was()
    {
        var bench = Benches.ReadyCard();
        await bench.ApplyAsync(Benches.OneVmDocument);
        var process = bench.Open();

        var rest = new List<long>();
        await foreach (var entry in new RunEvents(process, process, bench.Time).FollowAsync(bench.LastRun, 4, default))
        {
            rest.Add(entry.Sequence);
        }

        Assert.Equal(5, rest[0]);
        Assert.Equal(bench.Store.Read(bench.LastRun).Count, rest[^1]);
    }

    [Fact]
    public async Task A_dead_run_is_followed_to_its_last_record_and_no_further()
    {
        var bench = Benches.ReadyCard();
        bench.Site.Faults.Add(FaultKind.KilledAfterAct, Core.Plans.StepKind.ConfigureVm);
        Assert.Null(await bench.ApplyAsync(Benches.OneVmDocument));
        var process = bench.Open();

        var seen = new List<JournalRecord>();
        await foreach (var entry in new RunEvents(process, process, bench.Time).FollowAsync(bench.LastRun, 0, default))
        {
            seen.Add(entry.Record);
        }

        Assert.IsNotType<RunEnded>(seen[^1]);
        Assert.Equal(bench.LastRecords.Count, seen.Count);
    }
}

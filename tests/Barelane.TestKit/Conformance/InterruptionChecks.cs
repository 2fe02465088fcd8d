using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit.Conformance;

/// <summary>What is promised where something goes wrong between. Each is tried with the smallest write there is: a part of the mark on a VM.</summary>
internal static class InterruptionChecks
{
    private const string Value = "conformance";

    // Of a length that nothing else waits for.
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(61_007);

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("A handle is reported as soon as there is one, and nothing goes on until it is written down", HandleAsync),
        new("A change by somebody else between reading and writing is refused as a concurrent change", ConcurrentAsync),
        new("A cancellation before anything was sent has no effect", CancelledBeforeAsync),
        new("A cancellation after sending is Unknown, and settling waits until all is quiet", CancelledAfterAsync),
        new("A deadline that passes after sending is Unknown, and settling without a handle finds out", DeadlineAsync),
        new("A connection lost after sending is Unknown, and settling finds out", LostAsync),
        new("A service that is not available is told as such, is not asked again, and settling finds out that nothing was done", UnavailableAsync),
        new("Settling an operation that nobody knows any more is quiet", SettleUnknownAsync),
    ];

    /// <summary>The smallest write: the owner's part of the VM's mark.</summary>
    public static Step MarkOf(ConformanceSite site, FleetInventory fleet)
    {
        var vm = InspectionChecks.VmOf(site, fleet);
        return new Step
        {
            Id = "s01",
            Kind = StepKind.ConfigureVm,
            Target = vm.Ref,
            TargetName = fleet.NameOf(vm.Ref),
            Unit = "conformance",
            Changes = [new FieldChange(Field.Mark("owner"), null, Value)],
            Reason = "the suite tries it",
        };
    }

    private static async Task HandleAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        var (reported, written) = (new TaskCompletionSource(), new TaskCompletionSource());
        var progress = new RecordedProgress
        {
            OnStarted = () =>
            {
                reported.SetResult();
                return written.Task;
            },
        };
        var running = journey.ExecuteAsync(step, progress);
        var first = await Task.WhenAny(reported.Task, running);
        Expect.That(first == reported.Task, "The step is over before its handle was reported.");
        Expect.That(!running.IsCompleted, "The step is over before its handle was written down.");
        written.SetResult();
        var result = await running;
        Expect.That(result.Outcome == StepOutcome.Done, $"The step ends {result.Outcome}: {result.Problem}");
        Expect.That(progress.Handles is [{ Id.Length: > 0 }], $"{progress.Handles.Count} handles were reported; promised is one for one operation.");
        await journey.SettleAsync(step, progress.Handles[0]);
    }

    private static async Task ConcurrentAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        site.Line!.BeforeNextWrite(() => site.ChangeVmAsync(step.Target, token));
        var result = await journey.ExecuteAsync(step);
        if (!site.ComparesAndSwaps)
        {
            // Where the hypervisor does not compare, the write comes through: then the site's word about it is what is checked.
            Expect.That(result.Outcome == StepOutcome.Done, $"A hypervisor that compares nothing ends a concurrent change {result.Outcome}: {result.Problem}");
            return;
        }

        Expect.That(result is { Outcome: StepOutcome.Failed, Problem.Code: "concurrent-change" }, $"A concurrent change ends {result.Outcome} '{result.Problem?.Code}': {result.Problem}");
        Expect.That(result.Problem!.Remedy.Length > 0, "A concurrent change is refused without a remedy.");
        await SeesAsync(site, step, written: false, token);
    }

    private static async Task CancelledBeforeAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        var before = await site.DescribeAsync(token);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        try
        {
            var result = await journey.ExecuteAsync(step, null, cancelled.Token);
            Expect.That(result.Outcome == StepOutcome.Failed, $"A step that was cancelled before it began ends {result.Outcome}.");
        }
        catch (OperationCanceledException)
        {
            // As good: whoever cancels knows it.
        }

        Expect.Same(before, await site.DescribeAsync(token), "A step that was cancelled before it began has an effect");
    }

    private static async Task CancelledAfterAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        site.DelayNextOperation();
        using var cancel = new CancellationTokenSource();
        var progress = new RecordedProgress { OnStarted = cancel.CancelAsync };
        var result = await journey.ExecuteAsync(step, progress, cancel.Token);
        Expect.That(result.Outcome == StepOutcome.Unknown, $"A step that was cancelled after it was sent ends {result.Outcome}: {result.Problem}");
        await journey.SettleAsync(step, progress.Handles.Single());
        await SeesAsync(site, step, written: true, token);
    }

    private static async Task DeadlineAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        site.DelayNextOperation();
        var held = site.Line!.HoldNextAnswer();
        var running = journey.ExecuteAsync(step, deadline: Deadline);
        Expect.That(await Task.WhenAny(held, running) == held, $"The step is over without a write.{(running.IsCompletedSuccessfully ? $" {(await running).Problem}" : "")}");
        site.Expire(Deadline);
        var result = await running;
        Expect.That(result is { Outcome: StepOutcome.Unknown, Problem.Code: "time-out" }, $"A deadline that passed after sending ends {result.Outcome} '{result.Problem?.Code}': {result.Problem}");
        await journey.SettleAsync(step, null);
        await SeesAsync(site, step, written: true, token);
    }

    private static async Task LostAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        site.DelayNextOperation();
        site.Line!.DropNextAnswer();
        var result = await journey.ExecuteAsync(step);
        Expect.That(result.Outcome == StepOutcome.Unknown, $"A connection lost after sending ends {result.Outcome} '{result.Problem?.Code}': {result.Problem}");
        Expect.That(site.Line!.Writes == 1, $"{site.Line!.Writes} writes were sent; promised is that an unknown one is never sent again.");
        await journey.SettleAsync(step, null);
        await SeesAsync(site, step, written: true, token);
    }

    private static async Task UnavailableAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        site.Line!.RefuseNextWrite();
        var result = await journey.ExecuteAsync(step);
        // A proxy may give this answer for a server that has taken the call: Unknown is right where the adapter can't tell.
        Expect.That(result is { Outcome: StepOutcome.Failed or StepOutcome.Unknown, Problem.Code: "unavailable" }, $"A service that is not available ends {result.Outcome} '{result.Problem?.Code}': {result.Problem}");
        Expect.That(site.Line!.Writes == 0, $"{site.Line!.Writes} writes reached the hypervisor.");
        await journey.SettleAsync(step, null);
        await SeesAsync(site, step, written: false, token);
    }

    private static async Task SettleUnknownAsync(ConformanceSite site, CancellationToken token)
    {
        var (journey, step) = await StartAsync(site, token);
        var before = await site.DescribeAsync(token);
        await journey.SettleAsync(step, site.UnknownHandle);
        await journey.SettleAsync(step, null);
        Expect.Same(before, await site.DescribeAsync(token), "Settling has an effect");
    }

    private static async Task<(Journey Journey, Step Step)> StartAsync(ConformanceSite site, CancellationToken token)
    {
        var journey = new Journey(site, token);
        return (journey, MarkOf(site, await journey.InspectAsync()));
    }

    private static async Task SeesAsync(ConformanceSite site, Step step, bool written, CancellationToken token)
    {
        var seen = (await site.Adapter.Probe.ReadAsync([(step.Target, Field.Mark("owner"))], token))[0];
        Expect.That(written ? seen.Or("") == Value : seen.State == ObservedState.Absent, $"The probe sees '{seen}'; promised is that the write {(written ? "came through" : "had no effect")}.");
    }
}

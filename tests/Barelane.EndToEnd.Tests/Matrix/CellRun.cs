using Barelane.EndToEnd.Tests.Processes;
using Barelane.Twin;
using Barelane.Twin.Faults;

namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>
/// Runs one cell: the command line as a process, its twin in this one. A call under test is held by the twin while the process is killed;
/// then the follow-up has to reach exactly the start or exactly the goal.
/// </summary>
internal sealed class CellRun(Cell cell, ShapeStates states)
{
    /// <summary>A task lands this long after its call: the follow-up is under way by then.</summary>
    private static readonly TimeSpan LandsLater = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Held = TimeSpan.FromMinutes(10);

    /// <summary>Runs it; null where it is green, otherwise what was found.</summary>
    public async Task<string?> RedAsync()
    {
        await using var twin = await Sites.StartAsync(cell.Shape.Site());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(cell.Shape.Assignment);
        if (cell.Shape.OfUndo)
        {
            (await desk.RunAsync("apply")).Ended(states.ApplyExit);
        }

        var disturbed = await DisturbAsync(twin, desk);
        twin.Site.Faults.Clear();
        var after = await desk.RunAsync(cell.FollowUp);
        var required = cell.FollowUp == "apply" || (cell.FollowUp == "resume" && !cell.Shape.OfUndo) ? states.Goal : states.Start;
        var found = required == states.Start ? TwinText.WithoutSnapshots(twin.State()) : twin.State();
        await desk.RunsAsync();
        return IsWhatItSays(after, required, found) ? null : $"{cell}\n{disturbed.Error}{(after.ExitCode == 3 ? after.Out : after.Steps)}{after.Error}exit code {after.ExitCode}\n{TwinText.Difference(required, found)}\n";
    }

    // What was taken back at once is the start again, and there is nothing left to resume: that is said, and the start is what is found.
    private bool IsWhatItSays(CliResult after, string required, string found) =>
        string.Equals(required, found, StringComparison.Ordinal)
            ? after.ExitCode is 0 or 7
            : cell is { FollowUp: "resume", Shape.OfUndo: false } && after.ExitCode == 0 && string.Equals(states.Start, TwinText.WithoutSnapshots(found), StringComparison.Ordinal);

    private async Task<CliResult> DisturbAsync(TwinServer twin, Desk desk)
    {
        twin.Site.Faults.Add(Rule());
        var isKill = cell.Trouble is Trouble.KillBeforeActing or Trouble.KillAfterActing or Trouble.KillWhileItRuns;
        using var process = desk.Start(cell.Trouble == Trouble.TimeOut ? $"{cell.Shape.Command} --step-limit 2s" : cell.Shape.Command);
        if (isKill)
        {
            await Wait.UntilAsync(async () => twin.Site.Faults.Struck > 0 && (cell.Trouble != Trouble.KillWhileItRuns || await HasHandleAsync(desk)), process);
            process.Kill();
        }

        var result = await process.EndAsync();
        return twin.Site.Faults.Struck > 0 ? result : throw new InvalidOperationException($"{cell}: the call was never made.\n{result}");
    }

    private async Task<bool> HasHandleAsync(Desk desk)
    {
        var runs = await desk.RunsAsync();
        return runs.Count > 0 && runs[^1].Steps.LastOrDefault(s => s.Intent.Kind == cell.Step.Kind) is { Handle: not null, Ended: null };
    }

    private FaultRule Rule()
    {
        var rule = new FaultRule { Method = cell.Step.Method, ObjectName = cell.Step.On };
        return cell.Trouble switch
        {
            Trouble.KillBeforeActing => rule with { Action = FaultAction.Delay, Delay = Held },
            Trouble.KillAfterActing => rule with { Action = FaultAction.HoldAnswer, Delay = Held },
            Trouble.KillWhileItRuns => rule with { Action = FaultAction.TaskDelay, Delay = LandsLater },
            Trouble.Fault => rule with { Action = FaultAction.Fault },
            Trouble.TaskFault => rule with { Action = FaultAction.TaskFault },
            Trouble.LostBefore => rule with { Action = FaultAction.DropBefore },
            Trouble.LostAfter => rule with { Action = FaultAction.DropAfter },
            Trouble.TimeOut => rule with { Action = FaultAction.TaskDelay, Delay = LandsLater * 2 },
            _ => throw new InvalidOperationException($"There is no trouble '{cell.Trouble}'."),
        };
    }
}

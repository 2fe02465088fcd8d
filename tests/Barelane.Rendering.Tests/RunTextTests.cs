using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.Engine.Undo;
using Barelane.Engine.Verification;
using Barelane.Rendering.Json;
using Barelane.Rendering.Runs;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class RunTextTests
{
    private const string Run = "20261122-140301-3fa9";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Problem Busy = new() { Code = "refused", Message = "'esx02.lab' refused: device is in use.", Remedy = "Power off 'train-07' and resume.", Evidence = ["vim25: InvalidState"] };

    private static readonly IReadOnlyList<JournalEntry> Events = Entries(
        new RunStarted { Tool = "0.1.0", Verb = "apply", Document = "render-farm", PlanId = "plan-1", Plan = "", Actor = "ann@desk", Machine = "desk" },
        new StepIntent { Step = "s01", Kind = StepKind.PowerOffVm, Target = default, Unit = Samples.Unit, DeadlineSeconds = 600 },
        new StepStarted("s01", "task-1"),
        new StepProgressed("s01", 10, "the guest shuts down"),
        new StepProgressed("s01", 12, "the guest shuts down"),
        new StepProgressed("s01", 60, "the guest shuts down"),
        new StepEnded { Step = "s01", Outcome = StepOutcome.Done },
        new StepWaiting("s02", "its window 22:00-05:00", Noon.AddHours(10)),
        new StepEnded { Step = "s02", Outcome = StepOutcome.AlreadySo },
        new StepIntent { Step = "s03", Kind = StepKind.EnterMaintenance, Target = default, Unit = Samples.Unit, DeadlineSeconds = 600 },
        new StepEnded { Step = "s03", Outcome = StepOutcome.Failed, Problem = Busy },
        new UnitFailed(Samples.Unit, "s03", Held: false, "The host refused."),
        new RunParked("s05", Busy),
        new RunInterrupted(AtOnce: false, "ann"),
        new RunEnded { End = RunEnd.FailedTakenBack, StepsDone = 2, StepsTotal = 9 });

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_runs_events_are_lines_with_time_step_and_outcome(int width)
    {
        var text = new EventText(Samples.Plan([]), TimeZoneInfo.Utc, new TextLook(width, Colour: false));

        Golden.Match($"events.{width}.txt", string.Concat(Events.Select(text.LineOf)));
    }

    [Fact]
    public void A_runs_events_in_json_are_one_object_a_line()
    {
        var lines = string.Concat(Events.Select(e => LineJson.Line(EventReport.Of(e))));

        Assert.Equal(Events.Count, lines.Count(c => c == '\n'));
        Golden.Match("events.jsonl", lines);
    }

    [Fact]
    public void Every_way_a_run_can_end_says_what_to_type_next() =>
        Golden.Match("results.80.txt", string.Join("\n", Enum.GetValues<RunEnd>().Select(end => ResultText.Render(
            new RunResult { Run = Run, End = end, StepsDone = 2, StepsTotal = 9, Problems = end == RunEnd.Done ? [] : [Busy] },
            "apply",
            TimeSpan.FromSeconds(192),
            new TextLook(80, Colour: false)))));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_verification_shows_what_differs_and_what_could_not_be_seen(int width) =>
        Golden.Match($"verify.{width}.txt", VerifyText.Render("render-farm", Report, all: false, new TextLook(width, Colour: false)));

    [Fact]
    public void A_verification_in_json_has_every_value() =>
        Golden.Match("verify.json", ReportJson.Text(VerifyJsonReport.Of("render-farm", Report)));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_history_shows_every_run_with_where_it_stands(int width) =>
        Golden.Match($"history.{width}.txt", HistoryText.Render(History, TimeZoneInfo.Utc, new TextLook(width, Colour: false)));

    [Fact]
    public void The_history_in_json_has_every_part() =>
        Golden.Match("history.json", ReportJson.Text(new HistoryReport { Runs = History }));

    [Fact]
    public void The_board_knows_what_is_done_and_that_less_is_left_after_each_step()
    {
        var board = new RunBoard(Samples.Plan([]));
        var before = board.Left(Noon);
        foreach (var entry in Events.Take(7))
        {
            board.Take(entry);
        }

        Assert.Equal(1, board.Done);
        Assert.True(board.Left(Noon.AddMinutes(1)) < before);
    }

    private static VerifyReport Report { get; } = new(
    [
        Item("attached:fixed 0000:3b:00.0 10de:2235", VerifyState.Holds, "'1'", "'1'"),
        Item("option:pciPassthru.64bitMMIOSizeGB", VerifyState.Differs, "'128'", "'64'") with { Remedy = "'barelane plan' shows what would bring it back, 'barelane apply' does it." },
        Item("driver in use", VerifyState.Unseen, "nvidia", "The guest was not asked: no credentials are given for it.") with { Remedy = "Give 'guest:' in the document." },
    ]);

    private static IReadOnlyList<RunSummary> History { get; } =
    [
        Summary("20261122-150000-00ff", RunState.Interrupted, "undo", Run) with { Unsettled = 1, StepsDone = 3 },
        Summary(Run, RunState.Done, "apply", null),
    ];

    private static VerifyItem Item(string what, VerifyState state, string required, string observed) => new()
    {
        Unit = Samples.Unit,
        Target = Samples.Unit,
        What = what,
        State = state,
        Required = required,
        Observed = observed,
    };

    private static RunSummary Summary(string run, RunState state, string verb, string? of) => new()
    {
        Run = run,
        State = state,
        Verb = verb,
        Document = "render-farm",
        OfRun = of,
        Actor = "ann@desk",
        StartedAt = Noon,
        LastAt = Noon.AddMinutes(5),
        StepsDone = 9,
        StepsTotal = 9,
        Unsettled = 0,
    };

    private static List<JournalEntry> Entries(params JournalRecord[] records) =>
        records.Select((r, i) => new JournalEntry(Run, i + 1, Noon.AddSeconds(i * 4), r)).ToList();
}

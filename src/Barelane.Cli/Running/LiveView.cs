using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Rendering.Runs;
using Barelane.Rendering.Text;
using Spectre.Console;

namespace Barelane.Cli.Running;

/// <summary>
/// A run on a terminal: a line for each step, drawn in place, with the time left. The only user of Spectre.Console, so that no other verb pays
/// for loading it.
/// </summary>
internal static class LiveView
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Draws until the events end.</summary>
    public static async Task ShowAsync(IAsyncEnumerable<JournalEntry> events, Plan plan, Func<string> notice, CliContext context)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Console.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
        });
        terminal.Profile.Width = context.Console.ErrorLook.Width;
        var board = new RunBoard(plan);
        await terminal.Live(Draw(board, notice(), context.Time.GetUtcNow())).AutoClear(false).StartAsync(async live =>
        {
            var gate = new Lock();
            using var ticker = context.Time.CreateTimer(_ => Refresh(), null, Beat, Beat);
            await foreach (var entry in events.ConfigureAwait(false))
            {
                lock (gate)
                {
                    board.Take(entry);
                }

                Refresh();
            }

            void Refresh()
            {
                lock (gate)
                {
                    live.UpdateTarget(Draw(board, notice(), context.Time.GetUtcNow()));
                }
            }
        }).ConfigureAwait(false);
    }

    private static Table Draw(RunBoard board, string notice, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumn(new TableColumn("").NoWrap());
        table.AddColumn(new TableColumn("").NoWrap());
        table.AddColumn(new TableColumn(""));
        foreach (var row in board.Rows)
        {
            var (sign, colour) = row.Outcome switch
            {
                StepOutcome.Done or StepOutcome.AlreadySo => (row.Took is { } took ? $"done {Spans.Of(took)}" : "already so", "green"),
                StepOutcome.Failed => ("FAILED", "red"),
                StepOutcome.Unknown => ("unknown", "yellow"),
                _ when row.Begun is { } begun => (Spans.Of(now - begun), "blue"),
                _ => ("", "grey"),
            };
            var percent = row.Percent is { } p ? string.Create(CultureInfo.InvariantCulture, $" {p} %") : "";
            var doing = row.Outcome is null && row.Doing.Length > 0 ? $" [grey]{Safe(row.Doing)}{percent}[/]" : "";
            table.AddRow(new Markup($"[{colour}]{sign}[/]"), new Markup(Safe(row.Id)), new Markup($"{Safe(row.Title)}{doing}"));
        }

        table.AddRow(new Markup(""), new Markup(""), new Markup($"[grey]{board.Done} of {board.Rows.Count} steps{Left(board, now)}[/]"));
        if (notice.Length > 0)
        {
            table.AddRow(new Markup(""), new Markup(""), new Markup($"[yellow]{Safe(notice)}[/]"));
        }

        return table;
    }

    private static string Left(RunBoard board, DateTimeOffset now) =>
        board.Left(now) is { } left && left > Beat ? $", about {Spans.Of(left)} left" : "";

    private static string Safe(string text) => Markup.Escape(Printable.Of(text));
}

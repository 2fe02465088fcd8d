using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Engine.Undo;
using Barelane.Rendering.Json;
using Barelane.Rendering.Runs;

namespace Barelane.Cli.Commands;

/// <summary><c>history</c>: the runs in the journal.</summary>
internal static class HistoryCommand
{
    public const string Description = "List what Barelane did, the latest run first";

    public static Command Create(CliContext context)
    {
        var journal = CommonOptions.Journal();
        var document = new Option<string?>("--document") { Description = "Only runs of the document of this name", HelpName = "NAME" };
        var verb = new Verb("history", Description)
        {
            Examples = [("barelane history", "every run: when, what, by whom, and where it stands")],
        };
        verb.Options.Add(journal);
        verb.Options.Add(document);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var opened = VerbSession.OpenJournal(context, JournalPlace.Of(parse.GetValue(journal)), create: false);
            IReadOnlyList<RunSummary> runs = [];
            if (opened is not null)
            {
                await using (opened.ConfigureAwait(false))
                {
                    runs = await new RunHistory(opened, opened.Locks).ReadAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            if (parse.GetValue(document) is { } name)
            {
                runs = runs.Where(r => string.Equals(r.Document, name, StringComparison.Ordinal)).ToList();
            }

            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? ReportJson.Text(new HistoryReport { Runs = runs })
                : HistoryText.Render(runs, context.Time.LocalTimeZone, context.Console.OutLook));
            return ExitCodes.Done;
        });
        return verb;
    }
}

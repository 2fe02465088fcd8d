using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Engine.Journal;
using Barelane.Rendering.Json;
using Barelane.Rendering.Runs;

namespace Barelane.Cli.Commands;

/// <summary><c>status</c>: which runs are under way, and whose lock stands in the way.</summary>
internal static class StatusCommand
{
    public const string Description = "Show which runs are under way and hold a lock";

    public static Command Create(CliContext context)
    {
        var journal = CommonOptions.Journal();
        var breaking = new Option<string?>("--break-lock")
        {
            Description = "Free the locks of this run, because its machine is certainly gone",
            HelpName = "RUN",
        };
        var verb = new Verb("status", Description)
        {
            Examples =
            [
                ("barelane status", "what is under way, by whom, on which machine"),
                ("barelane status --break-lock 20261122-140301-3fa9", "only if the machine that ran it is gone for good"),
            ],
        };
        verb.Options.Add(journal);
        verb.Options.Add(breaking);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var opened = VerbSession.OpenJournal(context, JournalPlace.Of(parse.GetValue(journal)), create: false);
            IReadOnlyList<HeldLock> held = [];
            if (opened is not null)
            {
                await using (opened.ConfigureAwait(false))
                {
                    if (parse.GetValue(breaking) is { } run)
                    {
                        await opened.Locks.BreakAsync(run, cancellationToken).ConfigureAwait(false);
                        await context.Console.Error.WriteLineAsync($"The locks of run '{run}' are free. 'barelane resume {run}' goes on, 'barelane undo {run}' takes back.").ConfigureAwait(false);
                    }

                    held = await opened.Locks.HeldAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? ReportJson.Text(StatusReport.Of(held))
                : StatusText.Render(held, context.Time.LocalTimeZone, context.Console.OutLook));
            return ExitCodes.Done;
        });
        return verb;
    }
}

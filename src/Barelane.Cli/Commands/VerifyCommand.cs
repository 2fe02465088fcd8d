using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Engine.Verification;
using Barelane.Rendering.Json;
using Barelane.Rendering.Runs;

namespace Barelane.Cli.Commands;

/// <summary><c>verify</c>: proves it.</summary>
internal static class VerifyCommand
{
    public const string Description = "Prove that everything is as the document wants it, in the guest too where it can be asked; changes nothing";

    public static Command Create(CliContext context)
    {
        var document = new DocumentOptions();
        var all = new Option<bool>("--all") { Description = "Show what is as wanted, too" };
        var verb = new Verb("verify", Description)
        {
            Examples =
            [
                ("barelane verify", "exit code 0 only if all was seen and is right, 2 drift, 7 not all seen"),
                ("barelane verify --all --output json", "every value with what was observed and required"),
            ],
        };
        document.AddTo(verb, withAccept: false);
        verb.Options.Add(all);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            var session = await VerbSession.OpenAsync(context, doc, document.JournalPath(parse), writes: false, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
                var guests = new DocumentGuestCheck(doc, session.Session.Adapters, context.Secrets, context.Time);
                var report = await new Verifier(session.Session.Planners, [guests]).VerifyAsync(fleet, goal, cancellationToken).ConfigureAwait(false);
                context.Console.Out.Write(CommonOptions.IsJson(parse)
                    ? ReportJson.Text(VerifyJsonReport.Of(doc.Name, report))
                    : VerifyText.Render(doc.Name, report, parse.GetValue(all), context.Console.OutLook));
                return (int)report.Exit;
            }
        });
        return verb;
    }
}

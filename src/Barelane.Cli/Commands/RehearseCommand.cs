using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Cli.Rehearsal;
using Barelane.Cli.Running;
using Barelane.Engine.Undo;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Commands;

/// <summary><c>rehearse</c>: a document's plan carried out and taken back on a twin of its sites.</summary>
internal static class RehearseCommand
{
    public const string Description = "Apply, verify and undo the document on a simulated copy of its sites; changes nothing real";

    public static Command Create(CliContext context)
    {
        var document = new DocumentOptions();
        var consents = new ConsentOptions();
        var running = new RunArguments();
        var from = new Option<string[]>("--from")
        {
            Description = "A record made by 'inspect --record' in place of the live site; ALIAS=FILE for each where there are several",
            HelpName = "FILE",
        };
        var verb = new Verb("rehearse", Description)
        {
            Examples =
            [
                ("barelane rehearse", "inspect the sites of ./barelane.yaml, copy them, and try everything on the copy"),
                ("barelane inspect dc1 --record dc1.json", "take a record with you …"),
                ("barelane rehearse --from dc1.json", "… and rehearse on it, far away from the site"),
            ],
        };
        document.AddTo(verb);
        consents.AddTo(verb);
        running.AddPlanningTo(verb);
        verb.Options.Add(from);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            RecordedSites.RequireVSphere(doc);
            var request = new RehearsalRequest
            {
                Cards = OwnCatalog.Load(context.Console),
                Document = doc,
                Records = new Dictionary<string, RecordedSite>(),
                Given = consents.Read(parse, doc),
                Planning = running.Planning(parse),
            };
            request = parse.GetValue(from) is { Length: > 0 } files
                ? request with { Records = await RecordedSites.ReadAsync(files, doc, cancellationToken).ConfigureAwait(false) }
                : await OfLiveAsync(context, request, document.JournalPath(parse), cancellationToken).ConfigureAwait(false);
            var report = await Rehearser.RunAsync(request, cancellationToken).ConfigureAwait(false);
            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? RehearsalJson.Text(RehearsalJsonReport.Of(report))
                : RehearsalText.Render(report, context.Console.OutLook));
            return report.ExitCode;
        });
        return verb;
    }

    /// <summary>Inspects the sites as a plan does, and makes the records and the plan to compare with.</summary>
    private static async Task<RehearsalRequest> OfLiveAsync(CliContext context, RehearsalRequest request, string journal, CancellationToken cancellationToken)
    {
        var session = await VerbSession.OpenAsync(context, request.Document, journal, writes: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
            return request with
            {
                Records = RecordedSites.Of(fleet),
                Remembered = new JournalGivenValues(await session.ChainsAsync(cancellationToken).ConfigureAwait(false)),
                Live = await session.Workbench.PlanAsync(fleet, goal, request.Planning, cancellationToken).ConfigureAwait(false),
            };
        }
    }
}

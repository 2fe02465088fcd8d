using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Rendering.Findings;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Commands;

/// <summary><c>preflight</c>: what stands in the way of the document.</summary>
internal static class PreflightCommand
{
    public const string Description = "Say what stands in the way of the document, and what to do about it; changes nothing";

    public static Command Create(CliContext context)
    {
        var document = new DocumentOptions();
        var all = new Option<bool>("--all") { Description = "Show what is as required, too" };
        var verb = new Verb("preflight", Description)
        {
            Examples =
            [
                ("barelane preflight", "check ./barelane.yaml; exit code 3 if anything blocks"),
                ("barelane preflight --accept HOST-IOMMU-001", "go on although that rule could not see what it needs"),
                ("barelane preflight --all --output json", "every rule's answer, for a program"),
            ],
        };
        document.AddTo(verb);
        verb.Options.Add(all);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            var session = await VerbSession.OpenAsync(context, doc, document.JournalPath(parse), writes: false, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
                var plan = await session.Workbench.PlanAsync(fleet, goal, null, cancellationToken).ConfigureAwait(false);
                var passes = goal.Findings.Where(f => f.Severity == Core.Rules.Severity.Pass);
                var findings = plan.Findings.Concat(passes).ToList();
                context.Console.Out.Write(CommonOptions.IsJson(parse)
                    ? ReportJson.Text(FindingsReport.Of(doc.Name, findings))
                    : FindingsText.Render(doc.Name, findings, parse.GetValue(all), context.Console.OutLook));
                return plan.IsBlocked ? ExitCodes.Blocked : ExitCodes.Done;
            }
        });
        return verb;
    }
}

using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Core.Plans;
using Barelane.Rendering.Json;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Scripts;

namespace Barelane.Cli.Commands;

/// <summary><c>plan</c>: what would be changed, and what it costs.</summary>
internal static class PlanCommand
{
    public const string Description = "Show what would be changed, why, and what it costs; changes nothing";

    public static Command Create(CliContext context)
    {
        var document = new DocumentOptions();
        var consents = new ConsentOptions();
        var running = new RunArguments();
        var output = new Option<string?>("--out") { Description = "Write the plan to a file for 'apply --plan'", HelpName = "FILE" };
        var script = new Option<string?>("--as") { Description = "Print it as commands of the hypervisor's own tools: powercli, govc, virsh or powershell (Hyper-V)", HelpName = "powercli|govc|virsh|powershell" };
        script.CompletionSources.Add("powercli", "govc", "virsh", "powershell");
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Exit with 2 where there is something to do" };
        var verb = new Verb("plan", Description)
        {
            Examples =
            [
                ("barelane plan", "the difference between ./barelane.yaml and what is"),
                ("barelane plan --out change-4711.plan", "for a colleague to look at; 'apply --plan' runs exactly this or nothing"),
                ("barelane plan --as powercli > change.ps1", "for the change board, as PowerCLI"),
                ("barelane plan --detailed-exitcode", "in a nightly job: 0 nothing to do, 2 changes, 3 blocked"),
            ],
        };
        document.AddTo(verb);
        consents.AddTo(verb);
        running.AddPlanningTo(verb);
        verb.Options.Add(output);
        verb.Options.Add(script);
        verb.Options.Add(detailed);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var dialect = parse.GetValue(script) is { } name ? ScriptDialects.Of(name) ?? throw new UsageException($"There is no '--as {name}'; write powercli or govc, virsh, or powershell for Hyper-V.") : (ScriptDialect?)null;
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            var given = consents.Read(parse, doc);
            var session = await VerbSession.OpenAsync(context, doc, document.JournalPath(parse), writes: false, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.SettleAsync(running.Running(parse), cancellationToken).ConfigureAwait(false);
                var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
                var plan = await session.Workbench.PlanAsync(fleet, goal, running.Planning(parse), cancellationToken).ConfigureAwait(false);
                var file = parse.GetValue(output);
                var view = new PlanView
                {
                    Plan = plan,
                    Missing = ConsentCheck.Missing(plan, given),
                    ApplyCommand = "barelane apply" + document.Typed(parse) + (file is null ? "" : $" --plan {ConsentText.ShellWord(file)}"),
                    HostNames = VerbSession.HostNames(fleet),
                };
                if (dialect is { } asked)
                {
                    context.Console.Out.Write(PlanScript.Render(view, asked));
                }
                else
                {
                    context.Console.Out.Write(CommonOptions.IsJson(parse)
                        ? ReportJson.Text(PlanReport.Of(view))
                        : PlanText.Render(view, context.Console.OutLook));
                }

                if (file is not null)
                {
                    await File.WriteAllBytesAsync(file, PlanFormat.ToBytes(plan), cancellationToken).ConfigureAwait(false);
                    await context.Console.Error.WriteLineAsync($"Written to '{file}' as {PlanFormat.IdOf(plan)}.").ConfigureAwait(false);
                }

                return plan.IsBlocked ? ExitCodes.Blocked : parse.GetValue(detailed) && !plan.IsEmpty ? ExitCodes.Drift : ExitCodes.Done;
            }
        });
        return verb;
    }
}

using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Rules;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;
using Barelane.Rendering.Diagnoses;
using Barelane.Rendering.Json;
using Barelane.Rendering.Problems;

namespace Barelane.Cli.Commands;

/// <summary><c>diagnose</c>: from an error text or logs to causes and remedies.</summary>
internal static class DiagnoseCommand
{
    public const string Description = "Say what an error text or a log means: causes, the surest first, and what to do";

    public static Command Create(CliContext context)
    {
        var what = new Argument<string[]>("what")
        {
            Description = "An error text, log files or folders of logs (plain, UTF-16, gzip, tar, binary), or - for standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<string?>("--file", "-f") { Description = "A document whose sites are asked where that tells causes apart", HelpName = "FILE" };
        var vm = new Option<string?>("--vm") { Description = "Ask only about this VM of the document", HelpName = "SITE/VM" };
        var hypervisor = HypervisorOption.Create("Only failures that are met on this one");
        var verb = new Verb("diagnose", Description)
        {
            Examples =
            [
                ("barelane diagnose 'group 12 is not viable'", "a message, as it was shown"),
                ("barelane diagnose vmware.log vmkernel.log", "logs; a folder or a support bundle will do as well"),
                ("dmesg | barelane diagnose -", "what another command prints"),
                ("barelane diagnose vmware.log -f barelane.yaml --vm dc1/render-01", "with what the site says now"),
            ],
        };
        verb.Arguments.Add(what);
        verb.Options.Add(file);
        verb.Options.Add(vm);
        verb.Options.Add(hypervisor);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var only = HypervisorOption.Of(parse.GetValue(hypervisor));
            if (parse.GetValue(vm) is not null && parse.GetValue(file) is null)
            {
                throw new UsageException("'--vm' names a VM of a document; name the document, too: --file barelane.yaml");
            }

            var document = parse.GetValue(file) is { } path ? await ReadAsync(path, parse.GetValue(vm), cancellationToken).ConfigureAwait(false) : null;
            var input = DiagnosisInput.Of(parse.GetValue(what) ?? [], Console.IsInputRedirected);
            var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn, only);
            input.ReadInto(diagnoser, cancellationToken);
            var findings = document is not null && diagnoser.WouldAsk()
                ? await AskAsync(context, document, parse.GetValue(vm), cancellationToken).ConfigureAwait(false)
                : [];
            var result = diagnoser.Result(findings);
            var next = NextSteps.For(only);
            context.Console.Out.Write(CommonOptions.IsJson(parse)
                ? ReportJson.Text(DiagnosisReport.Of(result, next))
                : DiagnosisText.Render(input.Name, result, next, context.Console.OutLook));
            return result.Symptoms.Count > 0 ? ExitCodes.Done : DiagnosisInput.CouldNotBeRead(result) ? ExitCodes.Error : ExitCodes.Unseen;
        });
        return verb;
    }

    /// <summary>The document, which has to have the VM that is named.</summary>
    private static async Task<Document> ReadAsync(string path, string? vm, CancellationToken cancellationToken)
    {
        var document = await DocumentFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var vms = document.Assignments.Select(a => a.Vm).ToList();
        return vm is null || vms.Contains(vm, StringComparer.Ordinal)
            ? document
            : throw new UsageException($"The document '{path}' has no VM '{vm}'.{Nearest.Hint(vm, vms)}");
    }

    /// <summary>What the rules say of a document's VMs, or of one of them, as they are now; nothing, and why, where the site does not answer.</summary>
    private static async Task<IReadOnlyList<Finding>> AskAsync(CliContext context, Document document, string? vm, CancellationToken cancellationToken)
    {
        try
        {
            var session = await VerbSession.OpenAsync(context, document, JournalPlace.Of(null), writes: false, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var (fleet, _) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
                return [.. PresentFindings.Of(fleet, document, session.Session.Planners).Where(f => vm is null || string.Equals(f.Assignment, vm, StringComparison.Ordinal))];
            }
        }
        catch (SiteException e)
        {
            var problem = e.Problem with { Message = $"The site could not be asked, so the diagnosis rests on the text alone. {e.Problem.Message}" };
            await context.Console.Error.WriteAsync(ProblemText.Render(problem, context.Console.ErrorLook)).ConfigureAwait(false);
            return [];
        }
    }
}

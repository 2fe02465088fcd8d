using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Running;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Commands;

/// <summary><c>apply</c>: makes it so.</summary>
internal static class ApplyCommand
{
    public const string Description = "Carry out the document: every step journalled first, what fails taken back";

    public static Command Create(CliContext context)
    {
        var document = new DocumentOptions();
        var consents = new ConsentOptions();
        var running = new RunArguments();
        var saved = new Option<string?>("--plan") { Description = "Run exactly this saved plan, or nothing", HelpName = "FILE" };
        var verb = new Verb("apply", Description)
        {
            Examples =
            [
                ("barelane apply", "asks for the consents that the document does not give"),
                ("barelane apply --consent vm-power-off,lose-live-migration", "gives them for this one time"),
                ("barelane apply --plan change-4711.plan", "only if the plan is still exactly the one that was looked at"),
                ("barelane apply --output json | tee run.jsonl", "one JSON object a line: the plan, every event, the result"),
            ],
        };
        document.AddTo(verb);
        consents.AddTo(verb);
        running.AddPlanningTo(verb);
        running.AddRunningTo(verb);
        verb.Options.Add(saved);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var expected = parse.GetValue(saved) is { } file ? await ReadPlanAsync(file, cancellationToken).ConfigureAwait(false) : null;
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            var given = consents.Read(parse, doc);
            var options = running.Running(parse);
            var session = await VerbSession.OpenAsync(context, doc, document.JournalPath(parse), writes: true, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.SettleAsync(options, cancellationToken).ConfigureAwait(false);
                var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
                var plan = await session.Workbench.PlanAsync(fleet, goal, running.Planning(parse), cancellationToken).ConfigureAwait(false);
                RequireSame(expected, plan);
                return await new PlanRunner(context, session, CommonOptions.FormatOf(parse)).RunAsync(
                    new PlannedVerb
                    {
                        Verb = "apply",
                        Command = "barelane apply" + document.Typed(parse) + (parse.GetValue(saved) is { } typed ? $" --plan {ConsentText.ShellWord(typed)}" : ""),
                        Plan = plan,
                        Fleet = fleet,
                        Given = given,
                        Options = options,
                        Again = [.. document.Words(parse), .. running.Words(parse)],
                        Files = document.Files(parse),
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        });
        return verb;
    }

    private static async Task<Plan> ReadPlanAsync(string file, CancellationToken cancellationToken) => File.Exists(file)
        ? PlanFormat.FromBytes(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false))
        : throw new ProblemException(
            new Problem { Code = "plan-missing", Message = $"There is no plan file '{file}'.", Remedy = $"Make it: barelane plan --out {ConsentText.ShellWord(file)}" },
            ExitCodes.Error);

    /// <summary>A saved plan is not trusted: it runs only if planning again gives the same bytes.</summary>
    private static void RequireSame(Plan? expected, Plan now)
    {
        if (expected is not null && !PlanFormat.ToBytes(expected).AsSpan().SequenceEqual(PlanFormat.ToBytes(now)))
        {
            throw new ProblemException(
                new Problem
                {
                    Code = "plan-stale",
                    Message = $"The saved plan is {PlanFormat.IdOf(expected)}; planning again gives {PlanFormat.IdOf(now)}. Nothing was changed.",
                    Remedy = "Look at what changed, and make the plan again: barelane plan --out FILE",
                    Evidence = PlanComparison.Differences(expected, now),
                },
                ExitCodes.LockedOrStale);
        }
    }
}

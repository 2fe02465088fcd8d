using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Core.Adapters;
using Barelane.Engine.Planning;
using Barelane.Engine.Undo;

namespace Barelane.Cli.Commands;

/// <summary>What <c>undo</c> and <c>resume</c> share: a verb about a run of the journal.</summary>
internal sealed record RunVerb
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<(string Command, string Does)> Examples { get; init; }

    /// <summary>Options of its own.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>The run that is meant where none is named.</summary>
    public required Func<RunHistory, string, CancellationToken, Task<string?>> FindRun { get; init; }

    /// <summary>What is said where there is none, behind the document's name.</summary>
    public required string NoRun { get; init; }

    /// <summary>The goal.</summary>
    public required Func<RunChain, Goal> GoalOf { get; init; }

    /// <summary>How it is planned.</summary>
    public Func<ParseResult, PlanOptions, PlanOptions> Planning { get; init; } = (_, options) => options;

    public static Command Create(CliContext context, RunVerb verb)
    {
        var document = new DocumentOptions();
        var consents = new ConsentOptions();
        var running = new RunArguments();
        var run = new Argument<string?>("run") { Description = "The run; left out: the last one that fits", Arity = ArgumentArity.ZeroOrOne };
        var command = new Verb(verb.Name, verb.Description) { Examples = verb.Examples };
        command.Arguments.Add(run);
        document.AddTo(command);
        consents.AddTo(command);
        running.AddPlanningTo(command);
        running.AddRunningTo(command);
        foreach (var option in verb.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parse, cancellationToken) =>
        {
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            var given = consents.Read(parse, doc);
            var options = running.Running(parse);
            var path = document.JournalPath(parse);
            if (!File.Exists(path))
            {
                throw new ProblemException(NoJournal(path, verb.Name), ExitCodes.Error);
            }

            var session = await VerbSession.OpenAsync(context, doc, path, writes: true, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.SettleAsync(options, cancellationToken).ConfigureAwait(false);
                var id = parse.GetValue(run) ?? await verb.FindRun(new RunHistory(session.Journal, session.Journal.Locks), doc.Name, cancellationToken).ConfigureAwait(false);
                if (id is null)
                {
                    await context.Console.Error.WriteLineAsync($"'{doc.Name}' {verb.NoRun}").ConfigureAwait(false);
                    return ExitCodes.Done;
                }

                var chain = await RunChain.ReadAsync(session.Journal, id, cancellationToken).ConfigureAwait(false);
                RequireDocument(chain, doc.Name, verb.Name);
                var goal = verb.GoalOf(chain);
                var objects = chain.Runs.SelectMany(r => r.Plan.Steps).SelectMany(s => s.AllChanges().Select(c => c.Target).Append(s.Target)).Distinct().Order().ToList();
                var fleet = await session.Workbench.InspectAsync(objects, cancellationToken).ConfigureAwait(false);
                var plan = await session.Workbench.PlanAsync(fleet, goal, verb.Planning(parse, running.Planning(parse)), cancellationToken).ConfigureAwait(false);
                return await new PlanRunner(context, session, CommonOptions.FormatOf(parse)).RunAsync(
                    new PlannedVerb
                    {
                        Verb = chain.Runs.LastOrDefault(r => r.Started.Verb is not "resume")?.Started.Verb is "undo" && verb.Name == "resume" ? "undo" : verb.Name,
                        Command = $"barelane {verb.Name} {id}{document.Typed(parse)}",
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
        return command;
    }

    private static Problem NoJournal(string path, string verb) => new()
    {
        Code = "journal-missing",
        Message = $"There is no journal at '{path}', so it is not known what to {verb}.",
        Remedy = "Name the journal with --journal. If it is lost: what Barelane gave is marked on the VMs; take an assignment out of the document, and 'apply' gives its card back.",
    };

    private static void RequireDocument(RunChain chain, string document, string verb)
    {
        var own = chain.Root.Started.Document;
        if (!string.Equals(own, document, StringComparison.Ordinal))
        {
            throw new ProblemException(
                new Problem
                {
                    Code = "other-document",
                    Message = $"Run '{chain.Asked.Id}' is of the document '{own}'; the file given is '{document}'.",
                    Remedy = $"Name the file of '{own}': barelane {verb} {chain.Asked.Id} --file FILE",
                },
                ExitCodes.Error);
        }
    }
}

using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Cli.Running;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;

namespace Barelane.Cli.Commands;

/// <summary>What <c>adopt</c>, <c>rebind</c>, <c>drain</c> and <c>return</c> share: a verb with a goal of its own, planned and run like any other.</summary>
internal sealed record GoalVerb
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<(string Command, string Does)> Examples { get; init; }

    /// <summary>Its argument; null for none.</summary>
    public Argument? Argument { get; init; }

    /// <summary>Reads what it needs and makes the goal; null where there is nothing to do, which it has then said.</summary>
    public required Func<VerbSession, ParseResult, CancellationToken, Task<(FleetInventory Fleet, Goal Goal)?>> GoalOf { get; init; }

    /// <summary>What is typed for the argument, for the suggested command.</summary>
    public Func<ParseResult, string> Typed { get; init; } = _ => "";

    public static Command Create(CliContext context, GoalVerb verb)
    {
        var document = new DocumentOptions();
        var consents = new ConsentOptions();
        var running = new RunArguments();
        var planOnly = new Option<bool>("--plan-only") { Description = "Show the plan and stop; exit code 2 where there is something to do" };
        var command = new Verb(verb.Name, verb.Description) { Examples = verb.Examples };
        if (verb.Argument is not null)
        {
            command.Arguments.Add(verb.Argument);
        }

        document.AddTo(command);
        consents.AddTo(command);
        running.AddPlanningTo(command);
        running.AddRunningTo(command);
        command.Options.Add(planOnly);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var doc = await document.ReadAsync(parse, cancellationToken).ConfigureAwait(false);
            var given = consents.Read(parse, doc);
            var options = running.Running(parse);
            var session = await VerbSession.OpenAsync(context, doc, document.JournalPath(parse), writes: !parse.GetValue(planOnly), cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.SettleAsync(options, cancellationToken).ConfigureAwait(false);
                if (await verb.GoalOf(session, parse, cancellationToken).ConfigureAwait(false) is not { } made)
                {
                    return ExitCodes.Done;
                }

                var plan = await session.Workbench.PlanAsync(made.Fleet, made.Goal, running.Planning(parse), cancellationToken).ConfigureAwait(false);
                var planned = new PlannedVerb
                {
                    Verb = verb.Name,
                    Command = $"barelane {verb.Name}{verb.Typed(parse)}{document.Typed(parse)}",
                    Plan = plan,
                    Fleet = made.Fleet,
                    Given = given,
                    Options = options,
                    Again = [.. document.Words(parse), .. running.Words(parse)],
                    Files = document.Files(parse),
                };
                var runner = new PlanRunner(context, session, CommonOptions.FormatOf(parse));
                return parse.GetValue(planOnly) ? runner.ShowOnly(planned) : await runner.RunAsync(planned, cancellationToken).ConfigureAwait(false);
            }
        });
        return command;
    }
}

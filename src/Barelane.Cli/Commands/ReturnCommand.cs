using System.CommandLine;
using Barelane.Core.Adapters;
using Barelane.Engine.Planning;
using Barelane.Engine.Undo;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Commands;

/// <summary><c>return</c>: brings a drained host back as it was.</summary>
internal static class ReturnCommand
{
    public const string Description = "Take a drained host back into service, its GPU VMs as they were";

    public static Command Create(CliContext context)
    {
        var host = new Argument<string>("host") { Description = "The host's name" };
        return GoalVerb.Create(context, new GoalVerb
        {
            Name = "return",
            Description = Description,
            Examples =
            [
                ("barelane return esx03", "out of maintenance mode, and power on what 'drain' had shut down"),
                ("barelane verify", "then prove that passthrough, addresses and drivers are as before"),
            ],
            Argument = host,
            Typed = parse => " " + ConsentText.ShellWord(parse.GetValue(host)!),
            GoalOf = async (session, parse, cancellationToken) =>
            {
                var fleet = await session.Workbench.InspectAsync(cancellationToken).ConfigureAwait(false);
                var found = HostArgument.Find(fleet, parse.GetValue(host)!);
                var name = fleet.NameOf(found.Ref);
                var wants = new JournalGivenValues(await session.ChainsAsync(cancellationToken).ConfigureAwait(false)).BeforeDrain(name);
                return wants.Count > 0
                    ? (fleet, HostGoals.Return(fleet, found, session.Document.Name, wants))
                    : throw new ProblemException(
                        new Problem
                        {
                            Code = "not-drained",
                            Message = $"The journal '{session.Journal.Location}' knows no drain of '{name}', so it is not known what was running on it.",
                            Remedy = "Name the journal that 'drain' wrote with --journal; or take the host out of maintenance mode yourself and run 'barelane apply'.",
                        },
                        ExitCodes.Error);
            },
        });
    }
}

using System.CommandLine;
using Barelane.Engine.Planning;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Commands;

/// <summary><c>drain</c>: brings a host's GPU VMs down for maintenance.</summary>
internal static class DrainCommand
{
    public const string Description = "Bring the GPU VMs of a host down and take the host into maintenance mode, to be patched";

    public static Command Create(CliContext context)
    {
        var host = new Argument<string>("host") { Description = "The host's name" };
        return GoalVerb.Create(context, new GoalVerb
        {
            Name = "drain",
            Description = Description,
            Examples =
            [
                ("barelane drain esx03", "before patching"),
                ("barelane return esx03", "after it: everything as it was, and proved"),
            ],
            Argument = host,
            Typed = parse => " " + ConsentText.ShellWord(parse.GetValue(host)!),
            GoalOf = async (session, parse, cancellationToken) =>
            {
                var fleet = await session.Workbench.InspectAsync(cancellationToken).ConfigureAwait(false);
                return (fleet, HostGoals.Drain(fleet, HostArgument.Find(fleet, parse.GetValue(host)!), session.Document.Name));
            },
        });
    }
}

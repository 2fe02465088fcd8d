using System.CommandLine;
using Barelane.Engine.Planning;

namespace Barelane.Cli.Commands;

/// <summary><c>adopt</c>: takes GPU VMs that exist under care.</summary>
internal static class AdoptCommand
{
    public const string Description = "Take the VMs of the document under care as they are: they are marked, and nothing else is changed";

    public static Command Create(CliContext context) => GoalVerb.Create(context, new GoalVerb
    {
        Name = "adopt",
        Description = Description,
        Examples =
        [
            ("barelane export dc1 > barelane.yaml", "describe what is there"),
            ("barelane adopt", "and take it under care"),
        ],
        GoalOf = async (session, _, cancellationToken) =>
        {
            var (fleet, goal) = await session.GoalOfDocumentAsync(cancellationToken).ConfigureAwait(false);
            return (fleet, AdoptGoal.From(goal));
        },
    });
}

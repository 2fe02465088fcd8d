using System.CommandLine;
using Barelane.Engine.Undo;

namespace Barelane.Cli.Commands;

/// <summary><c>resume</c>: goes on with a run that did not come to its end.</summary>
internal static class ResumeCommand
{
    public const string Description = "Go on with a run that was interrupted, killed or parked";

    public static Command Create(CliContext context) => RunVerb.Create(context, new RunVerb
    {
        Name = "resume",
        Description = Description,
        Examples =
        [
            ("barelane resume", "the last run of ./barelane.yaml, if it did not come to its end"),
            ("barelane resume 20261122-140301-3fa9", "that run; 'history' lists them"),
        ],
        FindRun = (history, document, token) => history.LastToResumeAsync(document, token),
        NoRun = "has no run that stopped before its end: there is nothing to go on with.",
        GoalOf = ResumeGoal.From,
    });
}

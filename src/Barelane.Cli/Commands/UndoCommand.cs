using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Engine.Undo;

namespace Barelane.Cli.Commands;

/// <summary><c>undo</c>: takes a run back.</summary>
internal static class UndoCommand
{
    public const string Description = "Take a run back: every value as it was found, but for what somebody else changed since";

    public static Command Create(CliContext context)
    {
        var leave = new Option<string[]>("--leave") { Description = "Leave this field as it is, although the run changed it", HelpName = "FIELD" };
        return RunVerb.Create(context, new RunVerb
        {
            Name = "undo",
            Description = Description,
            Examples =
            [
                ("barelane undo", "the last run of ./barelane.yaml of which anything is left"),
                ("barelane undo 20261122-140301-3fa9", "that run; 'history' lists them"),
                ("barelane undo --leave memory-reservation-mib", "all of it but for one field"),
            ],
            Options = [leave],
            FindRun = (history, document, token) => history.LastToUndoAsync(document, token),
            NoRun = "has nothing to take back: nothing of what Barelane did for it is left.",
            GoalOf = UndoGoal.From,
            Planning = (parse, options) => options with { Leave = Words.Split(parse.GetValue(leave)).ToHashSet(StringComparer.Ordinal) },
        });
    }
}

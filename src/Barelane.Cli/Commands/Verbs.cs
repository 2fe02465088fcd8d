using System.CommandLine;

namespace Barelane.Cli.Commands;

/// <summary>
/// Every verb. Building a verb with its options costs milliseconds, so only the one that is typed is built whole; of the others the command line
/// needs the name and the line that help shows.
/// </summary>
internal static class Verbs
{
    private static readonly (string Name, Func<CliContext, Command> Create, string Description)[] All =
    [
        ("inspect", InspectCommand.Create, InspectCommand.Description),
        ("preflight", PreflightCommand.Create, PreflightCommand.Description),
        ("plan", PlanCommand.Create, PlanCommand.Description),
        ("apply", ApplyCommand.Create, ApplyCommand.Description),
        ("verify", VerifyCommand.Create, VerifyCommand.Description),
        ("undo", UndoCommand.Create, UndoCommand.Description),
        ("resume", ResumeCommand.Create, ResumeCommand.Description),
        ("status", StatusCommand.Create, StatusCommand.Description),
        ("history", HistoryCommand.Create, HistoryCommand.Description),
        ("export", ExportCommand.Create, ExportCommand.Description),
        ("adopt", AdoptCommand.Create, AdoptCommand.Description),
        ("drain", DrainCommand.Create, DrainCommand.Description),
        ("return", ReturnCommand.Create, ReturnCommand.Description),
        ("rebind", RebindCommand.Create, RebindCommand.Description),
        ("advise", AdviseCommand.Create, AdviseCommand.Description),
        ("diagnose", DiagnoseCommand.Create, DiagnoseCommand.Description),
        ("support-bundle", SupportBundleCommand.Create, SupportBundleCommand.Description),
        ("catalog", CatalogCommand.Create, CatalogCommand.Description),
        ("rehearse", RehearseCommand.Create, RehearseCommand.Description),
        ("demo", DemoCommand.Create, DemoCommand.Description),
        ("remote", RemoteCommand.Create, RemoteCommand.Description),
        ("completion", CompletionCommand.Create, CompletionCommand.Description),
    ];

    /// <summary>Adds the verbs that <paramref name="args"/> may mean whole, and the others by name.</summary>
    public static void AddTo(RootCommand root, string[] args, CliContext context)
    {
        var isDirective = args.Length > 0 && args[0].StartsWith('[');
        foreach (var (name, create, description) in All)
        {
            root.Subcommands.Add(isDirective || args.Contains(name, StringComparer.Ordinal) ? create(context) : new Command(name, description));
        }
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Barelane.Cli.Terminal;

namespace Barelane.Cli.Parsing;

/// <summary>The usual help, and examples beneath it.</summary>
internal sealed class TeachingHelp(HelpAction usual, CliConsole console) : SynchronousCommandLineAction
{
    private static readonly (string Command, string Does)[] Tour =
    [
        ("barelane demo", "see the whole way on a simulated site; nothing real is touched"),
        ("barelane inspect https://vc/sdk --user me --password env:VC", "what is there: hosts, cards, VMs"),
        ("barelane preflight", "what stands in the way of ./barelane.yaml"),
        ("barelane plan", "what would be changed, and what it costs"),
        ("barelane apply", "change it"),
        ("barelane verify", "prove it"),
        ("barelane undo", "take the last run back"),
    ];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = console.OutLook.Width;
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var examples = command is Verb verb ? verb.Examples : command is RootCommand ? Tour : [];
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var (line, does) in examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {does}");
            }

            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine("Exit codes: 0 done, 1 error, 2 drift, 3 blocked, 4 failed and taken back,");
            output.WriteLine("  5 failed and held, 6 locked or stale, 7 not all could be seen, 64 usage,");
            output.WriteLine("  130 interrupted.");
        }

        return result;
    }
}

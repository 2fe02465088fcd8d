using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Barelane.Cli.Commands;
using Barelane.Cli.Parsing;
using Barelane.Core.Goals;
using Barelane.Rendering.Json;
using Barelane.Rendering.Problems;

namespace Barelane.Cli;

/// <summary>Parses, runs a verb, and turns whatever happens into output and an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, CliContext context)
    {
        var code = RunVerb(args, context);
        context.Console.Out.Flush();
        if (context.Console.LostAnswer is not { } lost)
        {
            return code;
        }

        // Whatever was done is done; only who reads the answer must not take it for the whole.
        context.Console.Error.WriteLine($"barelane: The answer could not be written to standard output: {lost.Message}");
        return code == ExitCodes.Done ? ExitCodes.Error : code;
    }

    public static RootCommand BuildRoot(string[] args, CliContext context)
    {
        var root = new RootCommand("Gives a virtual machine a real GPU: inspects, says what stands in the way, plans, applies, proves, takes back.");
        Verbs.AddTo(root, args, context);
        root.Options.Add(CommonOptions.Output);
        root.Options.Add(CommonOptions.Debug);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction usual } help)
            {
                help.Action = new TeachingHelp(usual, context.Console);
            }
            else if (option is VersionOption version)
            {
                version.Action = new PrintVersion();
            }
        }

        return root;
    }

    private static int RunVerb(string[] args, CliContext context)
    {
        var parse = BuildRoot(args, context).Parse(args);
        try
        {
            if (parse.Action is not null and not (HelpAction or TeachingHelp or PrintVersion) && (parse.Errors.Count > 0 || UnknownOption(parse) is not null))
            {
                return Refuse(parse, context);
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = context.Console.Out,
                Error = context.Console.Error,
            };
            return parse.Action is SynchronousCommandLineAction
                ? parse.Invoke(configuration)
                : parse.InvokeAsync(configuration, context.Interrupts.Stop).GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // The one place where every exception becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Report(exception, parse, context);
        }
    }

    private static int Refuse(ParseResult parse, CliContext context)
    {
        if (parse.Tokens.Count == 0)
        {
            parse.RootCommandResult.Command.Parse("--help").Invoke(new InvocationConfiguration { Output = context.Console.Error });
            return ExitCodes.Usage;
        }

        var message = UnknownOption(parse) ?? (parse.UnmatchedTokens.Count > 0 ? Unknown(parse, parse.UnmatchedTokens[0]) : ErrorOf(parse));
        context.Console.Error.WriteLine($"barelane: {message}");
        context.Console.Error.WriteLine($"Try '{Path(parse.CommandResult)} --help'.");
        return ExitCodes.Usage;
    }

    /// <summary>What our own checks say, rather than the parser's words about types.</summary>
    private static string ErrorOf(ParseResult parse) =>
        (parse.Errors.FirstOrDefault(e => !e.Message.Contains("expected type", StringComparison.Ordinal)) ?? parse.Errors[0]).Message;

    /// <summary>A mistyped option that the parser took for an argument or an option's value; null where there is none.</summary>
    private static string? UnknownOption(ParseResult parse)
    {
        var token = parse.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal));
        return token is null ? null : Unknown(parse, token.Value);
    }

    private static string Unknown(ParseResult parse, string word)
    {
        var command = parse.CommandResult.Command;
        var options = command.Options.Concat(parse.RootCommandResult.Command.Options.Where(o => o.Recursive)).Select(o => o.Name);
        return word.StartsWith('-')
            ? $"There is no option '{word}'.{Nearest.Hint(word, options)}"
            : command.Subcommands.Count > 0
                ? $"There is no verb '{word}'.{Nearest.Hint(word, command.Subcommands.Select(c => c.Name))}"
                : $"The argument '{word}' is one too many.";
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "barelane";

    private static int Report(Exception exception, ParseResult parse, CliContext context)
    {
        var failure = Failure.Of(exception, context.Interrupts.Stop.IsCancellationRequested);
        if (CommonOptions.IsJson(parse))
        {
            context.Console.Out.Write(ReportJson.Text(ErrorReport.Of(failure.Problem)));
        }

        context.Console.Error.Write(ProblemText.Render(failure.Problem, context.Console.ErrorLook));
        if (parse.GetValue(CommonOptions.Debug))
        {
            context.Console.Error.WriteLine(exception.ToString());
        }

        return failure.ExitCode;
    }
}

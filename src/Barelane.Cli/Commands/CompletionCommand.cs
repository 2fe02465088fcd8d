using System.CommandLine;
using Barelane.Cli.Parsing;
using Barelane.Core.Goals;

namespace Barelane.Cli.Commands;

/// <summary><c>completion</c>: prints what a shell needs to complete verbs, options and their words.</summary>
internal static class CompletionCommand
{
    public const string Description = "Print a script that teaches your shell to complete barelane's words";

    private const string Bash = """
        _barelane() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(barelane "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _barelane barelane
        """;

    private const string Zsh = """
        #compdef barelane
        _barelane() {
            local -a words_found
            words_found=("${(@f)$(barelane "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a words_found || _files
        }
        compdef _barelane barelane
        """;

    private const string Fish = """
        complete -c barelane -f -a '(barelane "[suggest:"(commandline -C)"]" (commandline -c) 2>/dev/null)'
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };

    public static Command Create(CliContext context)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.CompletionSources.Add("bash", "zsh", "fish");
        var verb = new Verb("completion", Description)
        {
            Examples =
            [
                ("source <(barelane completion bash)", "for this shell; put the line into ~/.bashrc to keep it"),
                ("barelane completion fish > ~/.config/fish/completions/barelane.fish", "for fish, for good"),
            ],
        };
        verb.Arguments.Add(shell);
        verb.SetAction(parse =>
        {
            var name = parse.GetValue(shell)!;
            context.Console.Out.WriteLine(Scripts.TryGetValue(name, out var script)
                ? script
                : throw new UsageException($"There is no completion for '{name}'; known are bash, zsh and fish.{Nearest.Hint(name, Scripts.Keys)}"));
            return ExitCodes.Done;
        });
        return verb;
    }
}

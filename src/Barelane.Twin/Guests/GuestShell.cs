using System.Globalization;
using System.Text;
using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>
/// The small part of sh and cmd.exe that remote tools use: lists, pipes, groups, redirections, the exit status, and a few
/// commands of their own; every other program is asked of the guest.
/// </summary>
internal sealed class GuestShell(TwinVm vm, GuestFiles files, bool isWindows)
{
    private int _status;
    private bool _hasExited;

    /// <summary>Runs a whole command line.</summary>
    public GuestOutcome Run(string line)
    {
        var tokens = ShellWords.Split(line, isWindows);
        var at = 0;
        var (output, error) = List(tokens, ref at);
        return new GuestOutcome(_status, output, error);
    }

    /// <summary>Runs a program with arguments that need no shell.</summary>
    public GuestOutcome Execute(string program, IReadOnlyList<string> arguments, string input)
    {
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..];
        switch (name)
        {
            case "sh" or "bash" or "dash" when arguments is ["-c", var script, ..]:
                return new GuestShell(vm, files, isWindows).Run(script);
            case "sh" or "bash" or "dash" when arguments is [var path, ..] && files.Read(path) is { } script:
                return new GuestShell(vm, files, isWindows).Run(script);
            case "cat" or "type":
                return arguments.Count == 0 ? GuestOutcome.Said(input) : Cat(arguments);
            case "echo" or "printf":
                return GuestOutcome.Said(string.Join(' ', arguments) + (name == "echo" ? "\n" : string.Empty));
            case "true" or "sleep" or "cd" or "chmod" or "mkdir" or "umask" or "set" or "export" or "trap" or ":":
                return GuestOutcome.Said(string.Empty);
            case "false":
                return new GuestOutcome(1, string.Empty, string.Empty);
            case "exit":
                _hasExited = true;
                return new GuestOutcome(
                    arguments is [var code, ..] && int.TryParse(code, CultureInfo.InvariantCulture, out var status) ? status : _status, string.Empty, string.Empty);
            case "rm" or "del":
                arguments.Where(a => !a.StartsWith('-')).ToList().ForEach(path => files.Delete(path));
                return GuestOutcome.Said(string.Empty);
            case "exec" or "env" or "nohup" or "timeout" or "command" when arguments.Count > 0:
                return Wrapped(name, arguments, input);
        }

        var outcome = isWindows ? WindowsPrograms.Run(vm, name, arguments) : LinuxPrograms.Run(vm, name, arguments);
        return outcome ?? (isWindows
            ? new GuestOutcome(1, string.Empty, $"'{program}' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n")
            : GuestOutcome.NotFound(program));
    }

    /// <summary>A program that starts another: options, settings and numbers before that one's name are its own.</summary>
    private GuestOutcome Wrapped(string wrapper, IReadOnlyList<string> arguments, string input)
    {
        var rest = arguments.SkipWhile(a => a.StartsWith('-') || a.Contains('=', StringComparison.Ordinal) || (a.Length > 0 && char.IsDigit(a[0]))).ToList();
        if (rest.Count == 0)
        {
            return GuestOutcome.Said(string.Empty);
        }

        var outcome = Execute(rest[0], rest[1..], input);
        return wrapper == "env" && outcome == GuestOutcome.NotFound(rest[0])
            ? outcome with { Error = $"/usr/bin/env: '{rest[0]}': No such file or directory\n" }
            : outcome;
    }

    private GuestOutcome Cat(IReadOnlyList<string> paths)
    {
        var text = new StringBuilder();
        foreach (var path in paths)
        {
            if ((files.Read(path) ?? (isWindows ? null : LinuxPrograms.File(vm, path))) is not { } content)
            {
                return new GuestOutcome(1, text.ToString(), $"cat: {path}: No such file or directory\n");
            }

            text.Append(content);
        }

        return GuestOutcome.Said(text.ToString());
    }

    /// <summary>Pipelines joined by ';', newlines, '&amp;&amp;' and '||', up to the end or a closing bracket.</summary>
    private (string Output, string Error) List(List<(string Text, bool IsOperator)> tokens, ref int at)
    {
        var output = new StringBuilder();
        var error = new StringBuilder();
        var skip = false;
        while (at < tokens.Count && tokens[at] is not (")", true))
        {
            if (tokens[at] is ({ } joint, true) && joint is ";" or "\n" or "&&" or "||" or "&")
            {
                skip = joint switch
                {
                    "&&" => _status != 0,
                    "||" => _status == 0,
                    _ => false,
                };
                at++;
                continue;
            }

            var (said, complained) = Pipeline(tokens, ref at, skip || _hasExited);
            output.Append(said);
            error.Append(complained);
        }

        return (output.ToString(), error.ToString());
    }

    private (string Output, string Error) Pipeline(List<(string Text, bool IsOperator)> tokens, ref int at, bool skip)
    {
        var error = new StringBuilder();
        var flowing = string.Empty;
        while (true)
        {
            var (output, complained) = Command(tokens, ref at, flowing, skip);
            error.Append(complained);
            flowing = output;
            if (at >= tokens.Count || tokens[at] is not ("|", true))
            {
                return (flowing, error.ToString());
            }

            at++;
        }
    }

    private (string Output, string Error) Command(List<(string Text, bool IsOperator)> tokens, ref int at, string input, bool skip)
    {
        var words = new List<string>();
        var redirections = new List<(string Operator, string Target)>();
        (string Output, string Error)? group = null;
        for (; at < tokens.Count && !(tokens[at].IsOperator && EndsCommand(tokens[at].Text)); at++)
        {
            var (text, isOperator) = tokens[at];
            if (!isOperator)
            {
                words.Add(Expand(text));
            }
            else if (text == "(")
            {
                at++;
                group = skip ? Skip(tokens, ref at) : List(tokens, ref at);
            }
            else
            {
                redirections.Add((text, text.Contains('&', StringComparison.Ordinal) ? string.Empty : Expand(tokens[++at].Text)));
            }
        }

        if (skip || (words.Count == 0 && group is null))
        {
            return (string.Empty, string.Empty);
        }

        if (group is { } said)
        {
            return Redirect(said.Output, said.Error, redirections);
        }

        var from = redirections.Find(r => r.Operator == "<").Target;
        var outcome = Execute(words[0], words[1..], from is null ? input : files.Read(from) ?? string.Empty);
        _status = outcome.ExitCode;
        return Redirect(outcome.Output, outcome.Error, redirections);
    }

    private static bool EndsCommand(string operation) => operation is ";" or "\n" or "&&" or "||" or "&" or "|" or ")";

    private static (string Output, string Error) Skip(List<(string Text, bool IsOperator)> tokens, ref int at)
    {
        for (var depth = 1; at < tokens.Count; at++)
        {
            depth += tokens[at] switch { ("(", true) => 1, (")", true) => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        return (string.Empty, string.Empty);
    }

    private (string Output, string Error) Redirect(string output, string error, List<(string Operator, string Target)> redirections)
    {
        var errorFollows = false;
        foreach (var (kind, target) in redirections)
        {
            switch (kind)
            {
                case ">" or "1>" or ">>":
                    files.Write(target, kind == ">>" ? files.Read(target) + output : output);
                    output = string.Empty;
                    if (redirections.Exists(r => r.Operator == "2>&1"))
                    {
                        files.Write(target, files.Read(target) + error);
                        errorFollows = true;
                    }

                    break;
                case "2>" or "2>>":
                    files.Write(target, kind == "2>>" ? files.Read(target) + error : error);
                    error = string.Empty;
                    break;
                case "2>&1" when !redirections.Exists(r => r.Operator is ">" or "1>" or ">>"):
                    output += error;
                    error = string.Empty;
                    break;
                case "1>&2" or ">&2":
                    error += output;
                    output = string.Empty;
                    break;
            }
        }

        return (output, errorFollows ? string.Empty : error);
    }

    private string Expand(string word) => word
        .Replace("$?", _status.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%ERRORLEVEL%", _status.ToString(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
}

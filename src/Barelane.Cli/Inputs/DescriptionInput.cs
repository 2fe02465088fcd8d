using Barelane.Cli.Terminal;
using Barelane.Core.Adapters;
using Barelane.Engine.Documents;
using Barelane.Knowledge.Advice;

namespace Barelane.Cli.Inputs;

/// <summary>The description that <c>advise</c> works on: from a file, from options, or asked for on a terminal.</summary>
internal static class DescriptionInput
{
    /// <summary>What is asked on a terminal, in this order; an empty answer takes what stands in brackets.</summary>
    private static readonly (string Key, string Question, string Default)[] Questions =
    [
        ("users", "How many users, each with a VM?", ""),
        ("work", "What for: office, graphics or compute?", "graphics"),
        ("load", "Load now and then (peak), or all the time (steady)?", "peak"),
        ("memory-per-user", "GPU memory a user needs, with its unit?", "4 GiB"),
        ("needs", "Features that must stay, with commas between (live-migration, snapshots)?", ""),
    ];

    /// <summary>The description.</summary>
    /// <exception cref="ProblemException">The file is not there, or something in it or in the options is not valid: all of it is in the message.</exception>
    public static async Task<Description> ReadAsync(string? path, IReadOnlyDictionary<string, string> given, CliConsole console, CancellationToken cancellationToken)
    {
        if (path is not null && !File.Exists(path))
        {
            throw new ProblemException(
                new Problem { Code = "description-missing", Message = $"There is no file '{path}'.", Remedy = "Name a description, or give it by options; 'barelane advise --help' shows both." },
                ExitCodes.Error);
        }

        if (path is null && given.Count == 0)
        {
            given = console.CanAsk ? Ask(console) : throw new UsageException("A description is missing: name its file, or say '--users N --work graphics --load peak --memory-per-user \"4 GiB\"'. On a terminal it is asked for.");
        }

        var (description, problems) = DescriptionReader.Read(path is null ? null : await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), given);
        return description ?? throw new ProblemException(
            new Problem
            {
                Code = "description-invalid",
                Message = $"{(path is null ? "The description" : $"'{path}'")} has {(problems.Count == 1 ? "a mistake" : $"{problems.Count} mistakes")}.",
                Remedy = "docs/reference/advise.md lists every key.",
                Evidence = [.. problems.Select(p => p.Line == 0 ? p.Message : $"{path}:{p}")],
            },
            ExitCodes.Error);
    }

    private static Dictionary<string, string> Ask(CliConsole console)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, question, usual) in Questions)
        {
            console.Error.Write($"{question}{(usual.Length > 0 ? $" [{usual}]" : "")} > ");
            var answer = CliConsole.ReadLine()?.Trim() ?? throw new UsageException("The questions were not answered.");
            answer = answer.Length > 0 ? answer : usual;
            if (answer.Length > 0)
            {
                answers[key] = answer;
            }
        }

        if (answers.GetValueOrDefault("work") == "compute")
        {
            console.Error.Write("Interfaces of the programs (cuda, opencl)? > ");
            if (CliConsole.ReadLine()?.Trim() is { Length: > 0 } interfaces)
            {
                answers["interfaces"] = interfaces;
            }
        }

        return answers;
    }
}

using Barelane.Cli.Terminal;
using Barelane.Core.Adapters;
using Barelane.Engine.Documents;
using Barelane.Knowledge.Advice;
using Barelane.Rendering.Text;

namespace Barelane.Cli.Inputs;

/// <summary>The description that <c>advise</c> works on: from a file, from options, or asked for on a terminal.</summary>
internal static class DescriptionInput
{
    /// <summary>What is asked on a terminal, in this order, interfaces for compute only; an empty answer takes what stands in brackets.</summary>
    private static readonly (string Key, string Question, string Default)[] Questions =
    [
        ("users", "How many users, each with a VM?", ""),
        ("work", "What for: office, graphics or compute?", "graphics"),
        ("load", "Load now and then (peak), or all the time (steady)?", "peak"),
        ("memory-per-user", "GPU memory a user needs, with its unit?", "4 GiB"),
        ("needs", "Features that must stay, with commas between (live-migration, snapshots)?", ""),
        ("interfaces", "Interfaces of the programs (cuda, opencl)?", ""),
    ];

    /// <summary>Answers that are valid, so that one more can be looked at alone.</summary>
    private static readonly Dictionary<string, string> Sound = new(StringComparer.Ordinal) { ["users"] = "1", ["work"] = "graphics", ["load"] = "peak", ["memory-per-user"] = "4 GiB" };

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
            given = console.CanAsk ? await AskAsync(console, cancellationToken).ConfigureAwait(false) : throw new UsageException("A description is missing: name its file, or say '--users N --work graphics --load peak --memory-per-user \"4 GiB\"'. On a terminal it is asked for.");
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

    private static async Task<Dictionary<string, string>> AskAsync(CliConsole console, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, question, usual) in Questions)
        {
            if (key != "interfaces" || answers["work"] == "compute")
            {
                await AskAsync(key, question, usual, answers, console, cancellationToken).ConfigureAwait(false);
            }
        }

        return answers;
    }

    /// <summary>Asks until the answer is one; what is wrong with one is said at once.</summary>
    private static async Task AskAsync(string key, string question, string usual, Dictionary<string, string> answers, CliConsole console, CancellationToken cancellationToken)
    {
        while (true)
        {
            var typed = await console.AskAsync($"{question}{(usual.Length > 0 ? $" [{usual}]" : "")}", cancellationToken).ConfigureAwait(false) ?? throw new UsageException("The questions were not answered.");
            var answer = typed.Trim() is { Length: > 0 } said ? said : usual;
            if (key is not ("users" or "memory-per-user"))
            {
                answer = answer.ToLowerInvariant();
            }

            if (answer.Length == 0)
            {
                if (key != "users")
                {
                    return;
                }

                continue;
            }

            var (_, problems) = DescriptionReader.Read(null, new Dictionary<string, string>(Sound, StringComparer.Ordinal) { [key] = answer });
            if (problems.Count == 0)
            {
                answers[key] = answer;
                return;
            }

            var page = new TextPage(console.ErrorLook);
            foreach (var problem in problems)
            {
                page.Flow(2, 4, problem.Message);
            }

            await console.Error.WriteAsync(page.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }
}

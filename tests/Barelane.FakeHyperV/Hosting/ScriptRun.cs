using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>What a script came to on a fake host.</summary>
/// <param name="Output">What it put out.</param>
/// <param name="Warnings">What it warned of.</param>
/// <param name="Error">What ended it; null where it came to its end.</param>
internal sealed record ScriptRun(IReadOnlyList<object?> Output, IReadOnlyList<string> Warnings, PsErrorRecord? Error)
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Block> Parsed = new(StringComparer.Ordinal);

    /// <summary>A parsed script; scripts are constant, and each is parsed once.</summary>
    public static Block Parse(string script) => Parsed.GetOrAdd(script, Parser.Parse);

    /// <summary>Runs a script with its arguments, nothing else on the host at the same time.</summary>
    /// <exception cref="ParseException">It leaves the subset of the language.</exception>
    /// <exception cref="ConnectionLostException">A planted fault broke the connection.</exception>
    public static ScriptRun Of(FakeHost host, string script, object? arguments, bool strict)
    {
        var block = Parse(script);
        lock (host.Gate)
        {
            host.Settle();
            var evaluator = new Evaluator(host) { Strict = strict };
            evaluator.Set("Arguments", arguments);
            var output = new List<object?>();
            try
            {
                output.AddRange(evaluator.Run(block));
                return new ScriptRun(output, evaluator.Warnings, null);
            }
            catch (PsException e)
            {
                return new ScriptRun([], evaluator.Warnings, e.Record);
            }
        }
    }
}

using System.Text.RegularExpressions;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.Recorded;

/// <summary>An output of a real host from a public place.</summary>
/// <param name="Address">Where it stands.</param>
/// <param name="Date">When it was written there.</param>
/// <param name="Kind">What it is: an error with its record, a message alone, a list of properties, a survey.</param>
/// <param name="Wanted">What is to be read from it, by name.</param>
/// <param name="Text">The output, unmodified.</param>
internal sealed partial record Recording(string Address, string Date, string Kind, IReadOnlyDictionary<string, string> Wanted, string Text)
{
    public static IReadOnlyList<Recording> All { get; } = [.. File.ReadAllText(Path.Combine(Repository.Root, "tests/Barelane.HyperV.Tests/Recorded/recordings.txt"))
        .Split("\n=== ").Skip(1).Select(Parse)];

    /// <summary>The output as one line of words: consoles break lines where they end, in the middle of words too.</summary>
    public string Words => Blanks().Replace(Text, " ");

    public override string ToString() => $"{Address} {string.Join(' ', Wanted.Select(w => $"{w.Key}={w.Value}"))}";

    private static Recording Parse(string block)
    {
        var (head, text) = (block[..block.IndexOf('\n', StringComparison.Ordinal)], block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        var parts = head.Split(" | ");
        var wanted = parts[3].Split(' ').Select(w => w.Split('=', 2)).Where(w => w.Length == 2).ToDictionary(w => w[0], w => w[1].Replace("HRESULT_", "HRESULT ", StringComparison.Ordinal));
        return new Recording(parts[0], parts[1], parts[2], wanted, text);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

namespace Barelane.Cli.Rehearsal;

/// <summary>Compares a twin before and after, and tells what undo is known to leave from what it should not.</summary>
internal sealed record SnapshotDifference
{
    private const string VmLine = "vm ";
    private const string OptionLine = "  extra ";
    private const string HardwareWord = "vmx-";
    private const string SnapshotLine = "  snapshot ";

    /// <summary>Lines that differ and should not: <c>was …</c> and <c>is …</c>.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>What undo leaves, a sentence each.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>Compares two canonical texts of a twin.</summary>
    /// <param name="before">The text before.</param>
    /// <param name="after">The text after.</param>
    /// <param name="moves">Whether hosts were evacuated: a VM that was moved away stays where it is.</param>
    /// <param name="keepsSnapshots">Whether restore points were made, which outlive an undo.</param>
    /// <param name="upgrades">Whether virtual hardware was upgraded, which has no way back.</param>
    public static SnapshotDifference Of(string before, string after, bool moves, bool keepsSnapshots, bool upgrades)
    {
        var (was, isNow) = (Lines(before, upgrades), Lines(after, upgrades));
        var gone = Without(was, isNow);
        var come = Without(isNow, was);
        var left = new List<string>();
        foreach (var line in come.Where(l => keepsSnapshots && l.StartsWith(SnapshotLine, StringComparison.Ordinal)).ToList())
        {
            come.Remove(line);
            left.Add($"The restore point '{line[SnapshotLine.Length..].Split(" memory=")[0]}' stays: it is your way back.");
        }

        foreach (var line in gone.Where(l => moves && l.StartsWith(VmLine, StringComparison.Ordinal)).ToList())
        {
            if (come.Find(c => c != line && Placeless(c) == Placeless(line)) is { } moved)
            {
                gone.Remove(line);
                come.Remove(moved);
                left.Add($"'{NameOf(line)}' was moved from '{PlaceOf(line)}' to '{PlaceOf(moved)}' while its host was in maintenance mode, and stays there.");
            }
        }

        return new SnapshotDifference { Unexpected = [.. gone.Select(l => "was: " + l.Trim()), .. come.Select(l => "is: " + l.Trim())], Left = left };
    }

    /// <summary>The lines; an option with an empty value is one that is not set.</summary>
    private static List<string> Lines(string text, bool withoutHardware) =>
        [.. text.Split('\n').Where(l => l.Length > 0 && !(l.StartsWith(OptionLine, StringComparison.Ordinal) && l.EndsWith('=')))
            .Select(l => withoutHardware && l.StartsWith(VmLine, StringComparison.Ordinal) ? string.Join(' ', l.Split(' ').Where(w => !w.StartsWith(HardwareWord, StringComparison.Ordinal))) : l)];

    private static List<string> Without(List<string> all, List<string> others)
    {
        var left = new List<string>(all);
        others.ForEach(o => left.Remove(o));
        return left;
    }

    private static string NameOf(string line) => line[VmLine.Length..].Split(" powered")[0];

    private static string PlaceOf(string line) => line.Split(" on=")[^1].Split(" pool=")[0];

    private static string Placeless(string line) => line.Replace($" on={PlaceOf(line)} ", " ", StringComparison.Ordinal);
}

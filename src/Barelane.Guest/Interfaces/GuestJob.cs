using System.Globalization;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Interfaces;

/// <summary>A constant Python program that has every GPU of an interface do something and says on how many the result was right, and nothing else.</summary>
/// <param name="file">The program.</param>
/// <param name="start">What its line begins with.</param>
/// <param name="end">What stands behind the number.</param>
internal sealed class GuestJob(string file, string start, string end)
{
    private readonly string _program = EmbeddedText.Read(file);

    /// <summary>Runs it.</summary>
    public Task<GuestAnswer> RunAsync(GuestProbe probe, CancellationToken cancellationToken) => probe.AskAsync("python3", ["-c", _program], GuestProbe.Long, cancellationToken);

    /// <summary>The error that the program ended with; null where it did not.</summary>
    public static string? ErrorOf(GuestAnswer answer) => answer.Kind == GuestAnswerKind.Refused
        && answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() is { } line && line.Contains("Error: ", StringComparison.Ordinal) ? line : null;

    /// <summary>On how many the result was right; null where it does not say.</summary>
    public int? CountOf(GuestAnswer answer)
    {
        var line = answer.IsSaid ? answer.Output.Trim() : "";
        return line.StartsWith(start, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal) && line.Length > start.Length + end.Length
            && int.TryParse(line.AsSpan(start.Length, line.Length - start.Length - end.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
    }
}

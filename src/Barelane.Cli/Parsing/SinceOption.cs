using System.CommandLine;
using System.Globalization;

namespace Barelane.Cli.Parsing;

/// <summary><c>--since</c>: a span back from now, or a time.</summary>
internal static class SinceOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create(string description) => new("--since") { Description = description, HelpName = "TIME" };

    /// <summary>What was typed; null where nothing was.</summary>
    /// <exception cref="UsageException">It is neither a span nor a time, or lies ahead.</exception>
    public static DateTimeOffset? Of(string? typed, DateTimeOffset now)
    {
        if (typed is null)
        {
            return null;
        }

        var since = Span(typed) is { } span && span < now - DateTimeOffset.UnixEpoch ? now - span
            : DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time
            : throw new UsageException($"'--since' takes a span such as 90m, 24h or 7d, or a time such as 2026-11-28T08:00; '{typed}' was given.");
        return since <= now ? since : throw new UsageException($"'--since {typed}' lies ahead; give a time that has been.");
    }

    private static TimeSpan? Span(string typed) =>
        typed.Length > 1 && int.TryParse(typed.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? typed[^1] switch
            {
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                _ => null,
            }
            : null;
}

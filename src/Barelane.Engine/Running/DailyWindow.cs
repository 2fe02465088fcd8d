using System.Globalization;

namespace Barelane.Engine.Running;

/// <summary>A time of day in which changes may begin, in local time; it may run over midnight.</summary>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes; equal to <paramref name="From"/> for the whole day.</param>
public readonly record struct DailyWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>Parses <c>22:00-05:00</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out DailyWindow window)
    {
        window = default;
        var parts = text?.Split('-');
        if (parts is not { Length: 2 }
            || !TimeOnly.TryParseExact(parts[0].Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            || !TimeOnly.TryParseExact(parts[1].Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to))
        {
            return false;
        }

        window = new DailyWindow(from, to);
        return true;
    }

    /// <summary>Whether it is open at a local time.</summary>
    public bool IsOpen(TimeOnly now) => From == To || now.IsBetween(From, To);

    /// <summary>How long it is until it opens; zero while it is open.</summary>
    public TimeSpan UntilOpen(TimeOnly now) => IsOpen(now) ? TimeSpan.Zero : From - now;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm}");
}

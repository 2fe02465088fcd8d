using System.Globalization;

namespace Barelane.Bench;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The one in the middle, or the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            var half = sorted.Count / 2;
            return sorted.Count == 0 ? throw new InvalidOperationException("Nothing was measured.")
                : sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }

    /// <summary>The largest.</summary>
    public double Largest => _values.Max();

    /// <summary>The smallest.</summary>
    public double Smallest => _values.Min();

    /// <summary>The mean.</summary>
    public double Mean => _values.Average();

    /// <summary>The standard deviation around the mean.</summary>
    public double Deviation => Math.Sqrt(_values.Average(v => (v - Mean) * (v - Mean)));

    /// <summary>The differences to others that were measured in pairs with these.</summary>
    public Samples Less(Samples others)
    {
        var differences = new Samples();
        foreach (var (own, other) in _values.Zip(others._values))
        {
            differences.Add(own - other);
        }

        return differences;
    }

    /// <summary>Adds one.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Adds a span, in seconds.</summary>
    public void Add(TimeSpan span) => Add(span.TotalSeconds);

    /// <summary>A number with two digits that count behind the point, as figures here are written.</summary>
    public static string Text(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>Seconds, or milliseconds below one.</summary>
    public static string Seconds(double seconds) => Math.Abs(seconds) < 1 ? $"{Text(seconds * 1000)} ms" : $"{Text(seconds)} s";
}

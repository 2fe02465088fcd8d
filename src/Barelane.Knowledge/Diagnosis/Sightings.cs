namespace Barelane.Knowledge.Diagnosis;

/// <summary>The lines on which one pattern was seen: the first few, and how many there are.</summary>
internal sealed class Sightings
{
    private const int Kept = 3;
    private readonly List<Sighting> _first = [];
    private long _last = -1;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<Sighting> First => _first;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>When the first was seen, counted over everything that was read.</summary>
    public long Order { get; private set; } = long.MaxValue;

    /// <summary>Whether one more would be kept, or only counted.</summary>
    public bool Keeps => _first.Count < Kept;

    /// <summary>One more, unless it is the line seen last. <paramref name="order"/> is where it begins, counted over everything that was read.</summary>
    public void Add(Func<Sighting> sighting, long order)
    {
        if (order == _last)
        {
            return;
        }

        _last = order;
        Count++;
        Order = Math.Min(Order, order);
        if (Keeps)
        {
            _first.Add(sighting());
        }
    }
}

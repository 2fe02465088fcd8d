namespace Barelane.Bench.Remote;

/// <summary>How long after their time pieces left a <see cref="DelayLine"/>: the line's own error, which stands beside what was measured over it.</summary>
internal sealed class Lateness
{
    private readonly List<long> _ns = [];
    private readonly Lock _gate = new();

    /// <summary>One piece, which left so many nanoseconds after it was due.</summary>
    public void Add(long ns)
    {
        lock (_gate)
        {
            _ns.Add(ns);
        }
    }

    /// <summary>The median and the 99th of a hundred, in microseconds.</summary>
    public string Text()
    {
        lock (_gate)
        {
            if (_ns.Count == 0)
            {
                return "nothing went over the line";
            }

            _ns.Sort();
            return $"the line was late by {Samples.Text(_ns[_ns.Count / 2] / 1e3)} µs in the median and by {Samples.Text(_ns[_ns.Count * 99 / 100] / 1e3)} µs for one of a hundred of {_ns.Count} pieces";
        }
    }
}

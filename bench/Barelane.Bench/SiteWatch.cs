using System.Diagnostics;
using Barelane.Twin;

namespace Barelane.Bench;

/// <summary>Notes when things of a simulated site turn true or false for the first time since it began to look.</summary>
internal sealed class SiteWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, Func<bool>> _conditions;
    private readonly Dictionary<string, List<(bool Holds, long At)>> _turns = [];
    private readonly Task _watching;

    private SiteWatch(TwinSite site, Dictionary<string, Func<bool>> conditions)
    {
        _conditions = conditions;
        _watching = WatchAsync(site);
    }

    /// <summary>Looks at a site's conditions, each time that something changes in it.</summary>
    public static SiteWatch On(TwinSite site, Dictionary<string, Func<bool>> conditions) => new(site, conditions);

    /// <summary>How long the first time lasted in which a condition held.</summary>
    /// <exception cref="BenchException">It never held, or holds still.</exception>
    public TimeSpan Lasted(string condition)
    {
        var turns = _turns.GetValueOrDefault(condition, []);
        var begun = turns.FindIndex(t => t.Holds);
        return begun >= 0 && begun + 1 < turns.Count
            ? Stopwatch.GetElapsedTime(turns[begun].At, turns[begun + 1].At)
            : throw new BenchException($"'{condition}' did not come and go; it turned {turns.Count} times.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private async Task WatchAsync(TwinSite site)
    {
        try
        {
            while (true)
            {
                var changed = site.ChangedAsync(_stopping.Token);
                Look(site);
                await changed;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
    }

    private void Look(TwinSite site)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var (name, holds) in site.Read(() => _conditions.Select(c => (c.Key, c.Value())).ToList()))
        {
            if (!_turns.TryGetValue(name, out var turns))
            {
                _turns.Add(name, turns = []);
            }

            if (turns.Count == 0 || turns[^1].Holds != holds)
            {
                turns.Add((holds, now));
            }
        }
    }
}

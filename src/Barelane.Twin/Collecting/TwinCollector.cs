using System.Globalization;
using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>A session's PropertyCollector: its filters, its version of updates, and the pages not yet fetched.</summary>
internal sealed class TwinCollector(TwinSite site)
{
    private readonly Dictionary<string, Page> _pages = new(StringComparer.Ordinal);
    private int _lastToken;
    private int _version;
    private TaskCompletionSource _canceled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<TwinPropertyFilter> Filters { get; } = [];

    /// <summary>The first page of what the specs select; the rest waits under the token (§1.2).</summary>
    public VimObject? Retrieve(IEnumerable<VimObject> specs, int? maxObjects, ApiVersion version)
    {
        var rest = new Queue<(TwinObject Target, ObjectReader Reader)>();
        foreach (var spec in specs)
        {
            var reader = new ObjectReader(spec, version);
            var tolerate = spec.Flag("reportMissingObjectsInResults") == true;
            foreach (var target in ObjectSelection.Of(site, spec, version, tolerate).Where(reader.Wants))
            {
                rest.Enqueue((target, reader));
            }
        }

        return NextPage(new Page(rest, maxObjects is > 0 ? maxObjects.Value : int.MaxValue));
    }

    public VimObject? Continue(string token) => _pages.Remove(token, out var page)
        ? NextPage(page)
        : throw VimFaults.InvalidArgument("token", $"The token '{token}' belongs to no retrieval under way.");

    public void Cancel(string token) => _pages.Remove(token);

    /// <summary>Waits until something watched has changed; null when the time is over.</summary>
    public async Task<object?> WaitAsync(string given, int? maxWaitSeconds, int? maxObjectUpdates, CancellationToken cancellation)
    {
        Task canceled;
        lock (site.Gate)
        {
            canceled = _canceled.Task;
            CheckVersion(given);
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, site.Stopping);
        var timeout = maxWaitSeconds is { } seconds
            ? site.Clock.WaitAsync(TimeSpan.FromSeconds(seconds), both.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, both.Token);
        while (true)
        {
            Task changed;
            lock (site.Gate)
            {
                if (Collect(maxObjectUpdates is > 0 ? maxObjectUpdates.Value : int.MaxValue, given.Length == 0) is { } updates)
                {
                    return updates;
                }

                changed = site.NextChange();
            }

            var first = await Task.WhenAny(changed, timeout, canceled).ConfigureAwait(false);
            if (first == timeout && !timeout.IsCanceled)
            {
                return null;
            }

            if (first != changed)
            {
                throw VimFaults.Of("RequestCanceled", "The wait for updates was canceled.");
            }
        }
    }

    public void CancelWait()
    {
        _canceled.TrySetResult();
        _canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void CheckVersion(string given)
    {
        if (given.Length == 0)
        {
            Filters.ForEach(filter => filter.Forget());
        }
        else if (given != _version.ToString(CultureInfo.InvariantCulture))
        {
            throw VimFaults.Of("InvalidCollectorVersion", $"The version '{given}' of the property collector is not valid.");
        }
    }

    private VimObject? Collect(int most, bool evenIfNothing)
    {
        var sets = new List<VimObject>();
        foreach (var filter in Filters)
        {
            var updates = filter.Updates(most);
            if (updates.Count > 0)
            {
                most -= updates.Count;
                sets.Add(new VimObject("PropertyFilterUpdate").Set("filter", filter.Ref).Set("objectSet", VimArray.Of(updates)));
            }

            if (most == 0)
            {
                break;
            }
        }

        if (sets.Count == 0 && !evenIfNothing)
        {
            return null;
        }

        _version++;
        return new VimObject("UpdateSet")
            .Set("version", _version.ToString(CultureInfo.InvariantCulture))
            .Set("filterSet", VimArray.OrNull(sets))
            .Set("truncated", most == 0 ? true : null);
    }

    private VimObject? NextPage(Page page)
    {
        var contents = new List<VimObject>();
        while (contents.Count < page.Size && page.Rest.TryDequeue(out var next))
        {
            if (site.Find(next.Target.Ref) is not null)
            {
                contents.Add(next.Reader.Content(next.Target));
            }
        }

        string? token = null;
        if (page.Rest.Count > 0)
        {
            token = (++_lastToken).ToString(CultureInfo.InvariantCulture);
            _pages[token] = page;
        }

        return contents.Count == 0 ? null
            : new VimObject("RetrieveResult").Set("token", token).Set("objects", VimArray.Of(contents));
    }

    private sealed record Page(Queue<(TwinObject Target, ObjectReader Reader)> Rest, int Size);
}

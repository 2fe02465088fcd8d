namespace Barelane.Twin.Services;

/// <summary>The sessions of a site; used with the site's gate held.</summary>
internal sealed class SessionTable
{
    private readonly Dictionary<string, TwinSession> _sessions = new(StringComparer.Ordinal);

    public void Add(TwinSession session) => _sessions.Add(session.Key, session);

    public TwinSession? Find(string? key) => key is null ? null : _sessions.GetValueOrDefault(key);

    /// <summary>Ends a session: its views and filters are gone, a wait for updates ends.</summary>
    public void End(TwinSite site, TwinSession session)
    {
        if (!_sessions.Remove(session.Key))
        {
            return;
        }

        foreach (var owned in session.Owned)
        {
            site.Remove(owned);
        }

        foreach (var collector in session.Collectors.Values)
        {
            collector.CancelWait();
        }
    }

    public void EndAll(TwinSite site)
    {
        foreach (var session in _sessions.Values.ToList())
        {
            End(site, session);
        }
    }
}

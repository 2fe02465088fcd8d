using Barelane.Twin.Collecting;
using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>A client's session: who it is, and the collectors and views that die with it.</summary>
internal sealed class TwinSession(TwinSite site, TwinUser user)
{
    public string Key { get; } = Guid.NewGuid().ToString();

    public TwinUser User { get; } = user;

    public DateTimeOffset LoginTime { get; } = site.Clock.Now;

    /// <summary>Collectors by id: the one all sessions share by name, and those the session made.</summary>
    public Dictionary<string, TwinCollector> Collectors { get; } = new(StringComparer.Ordinal)
    {
        ["propertyCollector"] = new TwinCollector(site),
    };

    /// <summary>Views, filters and collectors made in the session.</summary>
    public List<TwinObject> Owned { get; } = [];

    public VimObject ToUserSession() => new VimObject("UserSession")
        .Set("key", Key)
        .Set("userName", User.Name)
        .Set("fullName", User.Name)
        .Set("loginTime", LoginTime)
        .Set("lastActiveTime", site.Clock.Now)
        .Set("locale", "en")
        .Set("messageLocale", "en")
        .Set("extensionSession", false)
        .Set("ipAddress", "127.0.0.1")
        .Set("userAgent", string.Empty)
        .Set("callCount", 0L);
}

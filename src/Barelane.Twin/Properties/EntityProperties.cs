using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>The properties that every ManagedEntity has.</summary>
internal static class EntityProperties
{
    public static object? Read(TwinObject entity, string property) => property switch
    {
        "name" => entity.Name,
        "parent" => entity.Parent?.Ref,
        "overallStatus" or "configStatus" => "green",
        "alarmActionsEnabled" => true,
        "effectiveRole" => VimArray.Of([-1]),
        "recentTask" => entity.RecentTask is { } task && entity.Site.Find(task) is not null ? VimArray.Of([task]) : null,
        _ => null,
    };
}

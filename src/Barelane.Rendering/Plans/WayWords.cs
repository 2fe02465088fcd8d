using Barelane.Core.Goals;

namespace Barelane.Rendering.Plans;

/// <summary>Ways and their forms in words.</summary>
public static class WayWords
{
    /// <summary><c>direct, by address</c>.</summary>
    public static string Of(Way way, WayVariant variant) => variant switch
    {
        WayVariant.DirectFixed => "direct, by address",
        WayVariant.DirectByDescription => "direct, by description",
        _ => way.ToString().ToLowerInvariant(),
    };
}

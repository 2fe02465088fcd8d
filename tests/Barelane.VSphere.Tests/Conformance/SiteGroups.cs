namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The groups that the sites of <see cref="ConformanceSites"/> are run in.</summary>
public static class SiteGroups
{
    /// <summary>A vCenter 8 as it comes.</summary>
    public sealed class NewSites : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => ["vcenter-8"];
    }

    /// <summary>A vCenter 8 in which every fact that is not verified is the other way round.</summary>
    public sealed class TurnedSites : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => ["vcenter-8-turned"];
    }

    /// <summary>A vCenter 6.5, and the adapter that the suite itself is tested with.</summary>
    public sealed class OldSites : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => ["vcenter-6.5", "fake"];
    }

    /// <summary>A host without vCenter.</summary>
    public sealed class LoneSites : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => ["esxi-8-lone"];
    }

    /// <summary>The simulator that is not ours.</summary>
    public sealed class OtherSites : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => ["vcsim", "vcsim-esx"];
    }

    /// <summary>First third of the roads.</summary>
    public sealed class Roads1 : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => Road(0);
    }

    /// <summary>Second third of the roads.</summary>
    public sealed class Roads2 : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => Road(1);
    }

    /// <summary>Third third of the roads.</summary>
    public sealed class Roads3 : ISiteGroup
    {
        /// <inheritdoc/>
        public static IEnumerable<string> Names => Road(2);
    }

    private static IEnumerable<string> Road(int third) => ConformanceSites.Roads.Where((_, index) => index % 3 == third).Select(r => r.Name);
}

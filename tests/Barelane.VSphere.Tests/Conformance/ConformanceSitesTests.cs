using Barelane.TestKit.Conformance;

namespace Barelane.VSphere.Tests.Conformance;

public sealed class ConformanceSitesTests
{
    [Fact]
    public void Names_of_checks_and_sites_are_unique()
    {
        Assert.Distinct(ConformanceSites.Names);
        Assert.Distinct(ConformanceSuite.All.Select(c => c.Name));
    }

    [Fact]
    public void Every_site_is_in_one_group()
    {
        string[] grouped =
        [
            .. SiteGroups.NewSites.Names, .. SiteGroups.TurnedSites.Names, .. SiteGroups.OldSites.Names, .. SiteGroups.LoneSites.Names,
            .. SiteGroups.OtherSites.Names, .. SiteGroups.Roads1.Names, .. SiteGroups.Roads2.Names, .. SiteGroups.Roads3.Names,
        ];

        Assert.Equal(ConformanceSites.Names.Order(StringComparer.Ordinal), grouped.Order(StringComparer.Ordinal));
    }
}

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.OtherSites"/>.</summary>
public sealed class ConformanceOfOtherSitesTests : ConformanceTests<SiteGroups.OtherSites>;

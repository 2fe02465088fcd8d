namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.LoneSites"/>.</summary>
public sealed class ConformanceOfLoneSitesTests : ConformanceTests<SiteGroups.LoneSites>;

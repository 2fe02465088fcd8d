namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.OldSites"/>.</summary>
public sealed class ConformanceOfOldSitesTests : ConformanceTests<SiteGroups.OldSites>;

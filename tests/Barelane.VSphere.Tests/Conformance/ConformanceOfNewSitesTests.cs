namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.NewSites"/>.</summary>
public sealed class ConformanceOfNewSitesTests : ConformanceTests<SiteGroups.NewSites>;

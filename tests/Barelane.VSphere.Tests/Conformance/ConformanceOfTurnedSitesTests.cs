namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.TurnedSites"/>.</summary>
public sealed class ConformanceOfTurnedSitesTests : ConformanceTests<SiteGroups.TurnedSites>;

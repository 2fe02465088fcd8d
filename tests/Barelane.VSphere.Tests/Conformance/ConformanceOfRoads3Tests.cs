namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.Roads3"/>.</summary>
public sealed class ConformanceOfRoads3Tests : ConformanceTests<SiteGroups.Roads3>;

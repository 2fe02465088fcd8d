namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.Roads2"/>.</summary>
public sealed class ConformanceOfRoads2Tests : ConformanceTests<SiteGroups.Roads2>;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The suite over <see cref="SiteGroups.Roads1"/>.</summary>
public sealed class ConformanceOfRoads1Tests : ConformanceTests<SiteGroups.Roads1>;

namespace Barelane.Lab.Tests.Hosts;

/// <summary>The scenarios share one host, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class LabScenarios : ICollectionFixture<LabHost>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "lab";
}

namespace Barelane.Core.Plans;

/// <summary>A site a plan touches.</summary>
/// <param name="Alias">The document's alias.</param>
/// <param name="Instance">The endpoint's own instance id.</param>
/// <param name="Product">Product and version.</param>
public sealed record PlanSite(string Alias, string Instance, string Product);

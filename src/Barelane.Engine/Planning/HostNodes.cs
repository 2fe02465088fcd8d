namespace Barelane.Engine.Planning;

/// <summary>The first and the last step of a host's work; null where it has none.</summary>
internal sealed record HostNodes(int? First, int? Last);

namespace Barelane.Knowledge.Catalog;

/// <summary>What has ended or will end for a card.</summary>
/// <param name="What">A sentence: what ends with which version or when.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record EndOfSupport(string What, string Source);

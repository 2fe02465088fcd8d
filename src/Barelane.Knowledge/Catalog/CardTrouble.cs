namespace Barelane.Knowledge.Catalog;

/// <summary>Something known to go wrong with a model.</summary>
/// <param name="Text">A sentence or two: what happens and what to do.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record CardTrouble(string Text, string Source);

using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>A change that a step makes about another object than its target, in the same operation.</summary>
/// <param name="Target">The object.</param>
/// <param name="Change">The change.</param>
public sealed record CompanionChange(ObjectRef Target, FieldChange Change);

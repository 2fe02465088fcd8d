using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>Something left over: a device taken from its host that no VM uses, or a VM that points at a card that is not there.</summary>
/// <param name="Subject">The device or the VM.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="What">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Orphan(ObjectRef Subject, string Name, string What, string Remedy);

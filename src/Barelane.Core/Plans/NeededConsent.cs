namespace Barelane.Core.Plans;

/// <summary>A consent that something needs, and what the user agrees to by giving it.</summary>
/// <param name="Name">One of <see cref="ConsentNames"/>.</param>
/// <param name="Text">A sentence: what will happen or be lost.</param>
public sealed record NeededConsent(string Name, string Text);

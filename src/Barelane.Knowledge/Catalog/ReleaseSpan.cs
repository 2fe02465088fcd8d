namespace Barelane.Knowledge.Catalog;

/// <summary>The releases of a software that serve a card, as its vendor counts them: <c>R460</c> for driver branches, <c>12</c> for vGPU software.</summary>
/// <param name="From">The first release that was found to name the card; empty where none was. An older one may serve it too.</param>
/// <param name="To">The last one, after which the vendor leaves it out; empty where no last one is announced or none was found.</param>
public sealed record ReleaseSpan(string From, string To);

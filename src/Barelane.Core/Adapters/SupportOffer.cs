namespace Barelane.Core.Adapters;

/// <summary>What a site has for its support.</summary>
/// <param name="Texts">What can be read from here.</param>
/// <param name="ByHand">What support asks for as well and has to be fetched by hand: a command or a click path each, with why.</param>
public sealed record SupportOffer(IReadOnlyList<SupportText> Texts, IReadOnlyList<string> ByHand);

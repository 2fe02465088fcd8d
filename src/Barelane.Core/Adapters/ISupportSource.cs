namespace Barelane.Core.Adapters;

/// <summary>Offers what a vendor's support asks for. Reads only; changes nothing, not even the level of a log.</summary>
public interface ISupportSource
{
    /// <summary>
    /// What there is to gather, in a fixed order. Cheap: the texts themselves are read one by one afterwards, so that one that fails does not
    /// cost the others.
    /// </summary>
    /// <exception cref="SiteException">The site does not answer at all.</exception>
    Task<SupportOffer> OfferAsync(SupportScope scope, CancellationToken cancellationToken);
}

using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal;

/// <summary>Something that the twin takes for granted about the real site.</summary>
/// <param name="Site">The site's alias.</param>
/// <param name="Object">The object's name.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Assumed">What it is taken for.</param>
/// <param name="Reason">Why it is not known.</param>
internal sealed record AssumptionEntry(string Site, string Object, string Fact, string Assumed, string Reason)
{
    /// <summary>The entry of a recorded assumption.</summary>
    public static AssumptionEntry Of(string site, RecordedAssumption assumption) =>
        new(site, assumption.Object, assumption.Fact, assumption.Assumed, assumption.Reason);
}

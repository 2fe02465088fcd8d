using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Sites;

/// <summary>The endpoint's interface must know the way.</summary>
internal sealed class SiteVersionRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SITE-VERSION-001",
        Title = "The endpoint's interface version knows the way",
        Why = "An older interface hides the types that the way needs, and Barelane is checked from these versions on.",
        Source = "vSphere API since-versions: DynamicBackingInfo 7.0, vGPU 6.0; Barelane serves API 6.5 to 9",
        Reads = [ClusterFacts.ApiVersion],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere)
        {
            yield break;
        }

        var site = subject.Assignment.Site;
        var needed = subject.Variant == WayVariant.DirectByDescription ? new Version(7, 0) : new Version(6, 5);
        var required = $"API version {needed} or later";
        var fact = subject.Read(ClusterFacts.ApiVersion, site);
        if (!fact.TryGet(out var version))
        {
            yield return subject.Unseen(site.Ref, "The interface version", fact, required, "Log in to the endpoint and look at 'Help > About'.");
        }
        else if (version >= needed)
        {
            yield return subject.Pass(site.Ref, $"API version '{version}'", required);
        }
        else
        {
            yield return subject.Say(Severity.Block, site.Ref, $"API version '{version}'", required, subject.Variant == WayVariant.DirectByDescription
                ? "Ask for a fixed card (variant: fixed), or upgrade vCenter and the host to 7.0 or later."
                : "Upgrade vCenter and the host to 6.5 or later.");
        }
    }
}

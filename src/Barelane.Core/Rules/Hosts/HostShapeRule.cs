using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The host's answers look as Barelane was written for.</summary>
internal sealed class HostShapeRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-SHAPE-001",
        Title = "The host's answers look as Barelane knows them",
        Why = "A property that is missing or of another type arrives as empty, and what is concluded from it may be wrong on this version of Windows.",
        Source = "HyperVDsc, stubs of the Hyper-V module; Microsoft, PnpDevice module",
        Reads = [HostFacts.Unfamiliar],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV)
        {
            yield break;
        }

        const string Required = "the documented properties and types";
        const string Remedy = "Read the plan with care, and report the differences with the versions of Windows and of the Hyper-V module.";
        var fact = subject.Read(HostFacts.Unfamiliar, subject.Host);
        yield return !fact.TryGet(out var all) ? subject.Unseen(subject.Host.Ref, "How its answers look", fact, Required, Remedy)
            : all.Count == 0 ? subject.Pass(subject.Host.Ref, "as they are known", Required)
            : subject.Say(Severity.Warn, subject.Host.Ref, string.Join("; ", all), Required, Remedy);
    }
}

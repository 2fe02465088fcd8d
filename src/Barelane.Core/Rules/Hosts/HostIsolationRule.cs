using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Isolation groups are the hardware's, not claimed.</summary>
internal sealed class HostIsolationRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-ISOLATION-001",
        Title = "The isolation of the host's devices is the hardware's own",
        Why = "'pcie_acs_override' splits groups by claiming isolation that the hardware does not give: a device of one VM may then reach another's memory.",
        Source = "Linux, drivers/iommu/iommu.c (ACS); the override is a patch outside the kernel",
        Reads = [HostFacts.IsolationOverridden],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "no 'pcie_acs_override' on the kernel's command line";
        var remedy = $"Put the cards into slots with groups of their own, and take 'pcie_acs_override' out of the command line of '{host.Name}'.";
        var fact = subject.Read(HostFacts.IsolationOverridden, host);
        yield return fact.TryGet(out var overridden)
            ? overridden
                ? subject.Say(Severity.Warn, host.Ref, "'pcie_acs_override' is on the command line: what the groups say is not proved", Required, remedy)
                : subject.Pass(host.Ref, "no override", Required)
            : subject.Unseen(host.Ref, "The kernel's command line", fact, Required, remedy);
    }
}

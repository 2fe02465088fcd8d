using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Passthrough settings do not hold on a host that boots from USB or SD.</summary>
internal sealed class HostBootMediumRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-BOOT-001",
        Title = "The host does not boot from USB or SD",
        Why = "On such a host passthrough settings may be gone after a reboot, and the vendor forbids passthrough there. The plan proves after its reboot that the device is ready, so this warns and does not block.",
        Source = "vSphere 6.5 and later, GUID-5B3CAB26-5D06-4A99-92A0-3A04C69CE64B; KB 1021345; KB 373820",
        Reads = [HostFacts.BootsFromUsb],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || !subject.IsDirect)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "a boot medium other than USB or SD";
        const string Remedy = "Install ESXi on a disk or a boot module (M.2, BOSS) before relying on passthrough.";
        var fact = subject.Read(HostFacts.BootsFromUsb, host);
        yield return fact.IsKnown
            ? fact.Or(false)
                ? subject.Say(Severity.Warn, host.Ref, "the host boots from USB or SD", Required, Remedy)
                : subject.Weigh(fact, subject.Pass(host.Ref, "the host boots from a disk", Required))
            : subject.Unseen(host.Ref, "The boot medium", fact, Required, $"'esxcli storage core device list' on '{host.Name}' shows it.");
    }
}

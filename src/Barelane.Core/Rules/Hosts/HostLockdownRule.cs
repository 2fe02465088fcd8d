using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>A locked kernel loads no unsigned modules.</summary>
internal sealed class HostLockdownRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-LOCKDOWN-001",
        Title = "The host's kernel loads the modules that the way needs",
        Why = "With lockdown (as Secure Boot switches it on) only signed modules are loaded: vfio-pci is, a vendor's own vGPU or reset module often is not.",
        Source = "Linux, kernel_lockdown(7)",
        Reads = [HostFacts.Lockdown, HostFacts.SecureBoot],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "no lockdown, or signed modules only";
        var remedy = $"Sign the vendor's modules with a key that the firmware of '{host.Name}' knows ('mokutil --import'); vfio-pci needs nothing.";
        var lockdown = subject.Read(HostFacts.Lockdown, host);
        var secureBoot = subject.Read(HostFacts.SecureBoot, host);
        var mode = lockdown.Or("");
        yield return !lockdown.IsKnown && !secureBoot.IsKnown ? subject.Unseen(host.Ref, "The kernel's lockdown", lockdown, Required, remedy)
            : mode is "integrity" or "confidentiality" ? subject.Say(subject.IsDirect ? Severity.Note : Severity.Warn, host.Ref, $"the kernel's lockdown is '{mode}'", Required, remedy)
            : secureBoot.Or(false) ? subject.Say(Severity.Note, host.Ref, "the host started with Secure Boot", Required, remedy)
            : subject.Pass(host.Ref, "the kernel is not locked", Required);
    }
}

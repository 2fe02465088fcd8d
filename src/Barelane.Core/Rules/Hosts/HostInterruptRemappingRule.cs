using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>A device that a VM has must not be able to send others' interrupts.</summary>
internal sealed class HostInterruptRemappingRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-INTREMAP-001",
        Title = "The IOMMU remaps interrupts",
        Why = "Without it a device can raise any interrupt of the host, so the kernel refuses to hand one out ('Failed to set iommu for container: Operation not permitted').",
        Source = "Linux, drivers/vfio/vfio_iommu_type1.c: allow_unsafe_interrupts",
        Reads = [HostFacts.InterruptRemapping, HostFacts.UnsafeInterruptsAllowed],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "interrupt remapping on";
        var remedy = $"Switch on interrupt remapping (VT-d 'Interrupt Remapping', 'x2APIC' without opt-out) in the firmware of '{host.Name}', and take 'intremap=off' out of its kernel's command line.";
        var fact = subject.Read(HostFacts.InterruptRemapping, host);
        var isUnsafe = subject.Read(HostFacts.UnsafeInterruptsAllowed, host).Or(false);
        yield return fact.TryGet(out var remaps) && remaps ? subject.Weigh(fact, subject.Pass(host.Ref, "interrupts are remapped", Required))
            : subject.Wants.Any(w => w.Target == host.Ref && w.Field.Prefix == "kernel-argument")
                ? subject.Say(Severity.Note, host.Ref, "interrupts are not remapped while the IOMMU is off; the plan switches it on", Required, "Nothing: the first VM with the card shows it.")
            : !fact.HasValue ? subject.Unseen(host.Ref, "Interrupt remapping", fact, Required, remedy)
            : isUnsafe ? subject.Say(Severity.Warn, host.Ref, "interrupts are not remapped, and 'allow_unsafe_interrupts' lets devices out all the same", Required, remedy)
            : subject.Say(Severity.Block, host.Ref, "interrupts are not remapped", Required, remedy);
    }
}

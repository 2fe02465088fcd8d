using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>Many virtual CPUs need a virtual IOMMU, which a device excludes.</summary>
internal sealed class VmCpuCountRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-CPU-001",
        Title = "The VM has at most 127 virtual CPUs",
        Why = "Beyond that the guest needs a virtual IOMMU for its interrupts; a plain device excludes it, and a vGPU needs keys for it.",
        Source = "KB 88161",
        Reads = [VmFacts.Cpus],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "at most 127";
        const string Remedy = "Give it fewer virtual CPUs, or on 8.0 with a vGPU set the keys of KB 88161 and 'iommu=pt' in the guest.";
        var fact = subject.Read(VmFacts.Cpus, vm);
        yield return fact.TryGet(out var cpus)
            ? cpus > 127
                ? subject.Say(Severity.Warn, vm.Ref, cpus.ToString(CultureInfo.InvariantCulture), Required, Remedy)
                : subject.Pass(vm.Ref, cpus.ToString(CultureInfo.InvariantCulture), Required)
            : subject.Unseen(vm.Ref, "The number of virtual CPUs", fact, Required, Remedy);
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>A virtual IOMMU keeps a device from being registered.</summary>
internal sealed class VmGuestIommuRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-IOMMU-001",
        Title = "The guest has no virtual IOMMU, or the keys that make it fit",
        Why = "With a virtual IOMMU the device fails with 'Failed to register the device pciPassthru0', and a vGPU with 'IOMMU virtualization is not allowed with VGPU'.",
        Source = "field reports for DirectPath I/O; KB 88161 for vGPU",
        Reads = [VmFacts.GuestIommu, VmFacts.Options],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Vm is not { } vm)
        {
            yield break;
        }

        var required = subject.IsDirect ? "no virtual IOMMU" : "no virtual IOMMU, or 'pciPassthru.vmiop.enableViommu' = 'TRUE'";
        var remedy = subject.IsDirect
            ? $"vSphere Client > '{vm.Name}' > Edit Settings > CPU > I/O MMU: off."
            : $"Switch the virtual IOMMU off, or on 8.0 set 'pciPassthru.vmiop.allowViommu' and 'pciPassthru.vmiop.enableViommu' to TRUE (KB 88161) on '{vm.Name}'.";
        var fact = subject.Read(VmFacts.GuestIommu, vm);
        var keys = subject.Read(VmFacts.Options, vm).Or(new Dictionary<string, string>());
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "The virtual IOMMU", fact, required, remedy);
        }
        else if (!fact.Or(false))
        {
            yield return subject.Pass(vm.Ref, "no virtual IOMMU", required);
        }
        else if (!subject.IsDirect && keys.TryGetValue("pciPassthru.vmiop.enableViommu", out var value) && value.Equals("TRUE", StringComparison.OrdinalIgnoreCase))
        {
            yield return subject.Pass(vm.Ref, "a virtual IOMMU, with the key for vGPU", required);
        }
        else
        {
            yield return subject.PlanSets(vm.Ref, Field.GuestIommu, "false")
                ? subject.Say(Severity.Warn, vm.Ref, "a virtual IOMMU; the plan switches it off", required, remedy)
                : subject.Say(Severity.Block, vm.Ref, "a virtual IOMMU", required, remedy);
        }
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>Nested virtualisation and a device exclude each other.</summary>
internal sealed class VmNestedRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-NESTED-001",
        Title = "Hardware virtualisation is not exposed to the guest",
        Why = "'Nested Hardware-Assisted Virtualization is not supported on a virtual machine with a PCI passthrough device': the VM does not power on.",
        Source = "KB 437651; for Hyper-V: Virtualization-Documentation #720",
        Reads = [VmFacts.NestedVirtualization],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor == Hypervisor.Kvm || !subject.IsDirect || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "nested virtualisation off";
        var fact = subject.Read(VmFacts.NestedVirtualization, vm);
        var remedy = subject.Words(
            $"Check what in the guest needs it (Hyper-V, WSL2, containers); then vSphere Client > '{vm.Name}' > Edit Settings > CPU > Hardware virtualization: off.",
            "",
            $"'Set-VMProcessor {vm.Name} -ExposeVirtualizationExtensions $false', with the VM off.");
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "Nested virtualisation", fact, Required, remedy);
        }
        else if (!fact.Or(false))
        {
            yield return subject.Pass(vm.Ref, "nested virtualisation is off", Required);
        }
        else if (subject.PlanSets(vm.Ref, Field.NestedVirtualization, "false"))
        {
            yield return subject.Say(Severity.Warn, vm.Ref, "nested virtualisation is on; the plan switches it off, and what runs in the guest on it stops working", Required, remedy);
        }
        else
        {
            yield return subject.Say(Severity.Block, vm.Ref, "nested virtualisation is on", Required, remedy);
        }
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>A PCI Express card wants a PCI Express machine.</summary>
internal sealed class VmMachineRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-MACHINE-001",
        Title = "The VM's machine has PCI Express",
        Why = "The i440fx machine shows the card as conventional PCI: drivers that look for PCI Express fail, and large BARs find no place.",
        Source = "QEMU, docs/pcie.txt; hw/vfio/pci.c",
        Reads = [VmFacts.HardwareVersion, DeviceFacts.BarMiB, DeviceFacts.MemoryMiB, DeviceFacts.VendorMmioGiB],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "a q35 machine";
        var remedy = $"Make a new VM with the machine type q35 and UEFI firmware, and name it in place of '{vm.Name}'; changing the machine of an installed guest moves all its devices.";
        var fact = subject.Read(VmFacts.HardwareVersion, vm);
        var sizing = RuleSizing.Of(subject);
        yield return !fact.TryGet(out var machine) ? subject.Unseen(vm.Ref, "The machine type", fact, Required, remedy)
            : machine.Contains("q35", StringComparison.Ordinal) || machine.StartsWith("virt", StringComparison.Ordinal) ? subject.Pass(vm.Ref, $"'{machine}'", Required)
            : sizing.IsNeeded ? subject.Say(Severity.Block, vm.Ref, $"'{machine}', and the devices need a 64-bit window. {sizing.Evidence}", Required, remedy)
            : subject.Say(Severity.Warn, vm.Ref, $"'{machine}'", Required, remedy);
    }
}

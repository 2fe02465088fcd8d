using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>A large window needs EFI firmware; an installed BIOS guest would not boot after a change.</summary>
internal sealed class VmFirmwareRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-FIRMWARE-001",
        Title = "The VM has EFI firmware where its devices need a 64-bit window",
        Why = "BIOS firmware maps nothing above 4 GiB, so the VM fails at power-on; and a guest installed under BIOS does not boot under EFI.",
        Source = "KB 323402; NVIDIA AI Enterprise, MMIO Space Required; stephenwagner.com 2022/09 for the guest",
        Reads = [VmFacts.Firmware, DeviceFacts.BarMiB, DeviceFacts.MemoryMiB, DeviceFacts.VendorMmioGiB],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor == Hypervisor.HyperV || subject.Vm is not { } vm)
        {
            yield break;
        }

        var sizing = RuleSizing.Of(subject);
        var required = sizing.IsNeeded ? $"'efi', for a window of {sizing.GiB} GiB" : "'efi' or 'bios'";
        var fact = subject.Read(VmFacts.Firmware, vm);
        var remedy = $"Make a new VM with EFI firmware, install its guest afresh, and name it in place of '{vm.Name}'. Or make its guest ready for EFI (GPT, an EFI system partition; 'mbr2gpt' on Windows) and "
            + "write 'consent: [firmware-change]' into this assignment: the plan then changes the firmware, and undo changes it back.";
        var firmware = fact.Or("not told");
        if (firmware == "efi" || !sizing.IsNeeded)
        {
            yield return subject.Pass(vm.Ref, $"'{firmware}'", required);
        }
        else if (subject.PlanSets(vm.Ref, Field.Firmware, "efi"))
        {
            yield return subject.Say(Severity.Warn, vm.Ref, $"'{firmware}'; the plan changes it, and an installed guest may not boot then", required, remedy);
        }
        else if (!fact.HasValue)
        {
            yield return subject.Unseen(vm.Ref, "The firmware", fact, required, remedy);
        }
        else if (subject.Hypervisor == Hypervisor.Kvm)
        {
            yield return subject.Say(Severity.Warn, vm.Ref, $"'{firmware}': SeaBIOS places large BARs only where the machine's address space allows", required, remedy);
        }
        else
        {
            yield return sizing.IsCertain
                ? subject.Say(Severity.Block, vm.Ref, $"'{firmware}'. {sizing.Evidence}", required, remedy)
                : subject.Say(Severity.Unknown, vm.Ref, $"'{firmware}', and whether the devices need a 64-bit window is only derived. {sizing.Evidence}", required, remedy);
        }
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>The virtual hardware must know the form of the device.</summary>
internal sealed class VmHardwareRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-HARDWARE-001",
        Title = "The virtual hardware version knows the way",
        Why = "An older version does not know the device's form. An upgrade has no way back and may change what the guest sees, so it is never made unasked.",
        Source = "VirtualPCIPassthroughDynamicBackingInfo since vmx-17, vGPU since vmx-11, EFI and vDGA since vmx-9",
        Reads = [VmFacts.HardwareVersion],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Vm is not { } vm)
        {
            yield break;
        }

        var needed = subject.Variant switch
        {
            WayVariant.DirectByDescription => 17,
            WayVariant.Slice => 11,
            _ => 9,
        };
        var required = $"'vmx-{needed}' or later";
        var remedy = $"Power it off, then vSphere Client > '{vm.Name}' > Actions > Compatibility > Upgrade VM Compatibility, after a backup"
            + (subject.Variant == WayVariant.DirectByDescription ? "; or ask for a fixed card (variant: fixed)." : ".");
        var fact = subject.Read(VmFacts.HardwareVersion, vm);
        if (!fact.TryGet(out var text) || HardwareVersion.Parse(text) is not { } version)
        {
            yield return fact.HasValue
                ? subject.Say(Severity.Unknown, vm.Ref, $"the hardware version '{fact.Value}' is not understood", required, remedy)
                : subject.Unseen(vm.Ref, "The hardware version", fact, required, remedy);
        }
        else if (version >= needed)
        {
            yield return subject.Pass(vm.Ref, $"'{text}'", required);
        }
        else
        {
            yield return subject.Wants.Any(w => w.Target == vm.Ref && w.Field == Field.HardwareVersion)
                ? subject.Say(Severity.Warn, vm.Ref, $"'{text}'; the plan upgrades it, which has no way back", required, remedy)
                : subject.Say(Severity.Block, vm.Ref, $"'{text}'", required, remedy);
        }
    }
}

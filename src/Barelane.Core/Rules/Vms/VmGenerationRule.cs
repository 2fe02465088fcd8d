using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>Partitions are for VMs of generation 2.</summary>
internal sealed class VmGenerationRule : IRule
{
    private static readonly Version Least = new(9, 0);

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-GENERATION-001",
        Title = "A VM with a partition is of generation 2, with a configuration of version 9.0 or later",
        Why = "An older VM has no place for a partition's memory, and its guest finds no adapter or stops it (Code 43).",
        Source = "Microsoft, GPU paravirtualization; Easy-GPU-PV",
        Reads = [VmFacts.Firmware, VmFacts.HardwareVersion],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || subject.IsDirect || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "generation 2, version 9.0 or later";
        var remedy = $"Make a new VM of generation 2 with the same disk; a version is raised with 'Update-VMVersion -Name {vm.Name}', which has no way back.";
        var firmware = subject.Read(VmFacts.Firmware, vm);
        var version = subject.Read(VmFacts.HardwareVersion, vm);
        yield return !firmware.HasValue ? subject.Unseen(vm.Ref, "Its generation", firmware, Required, remedy)
            : !Version.TryParse(version.Or(""), out var found) ? subject.Unseen(vm.Ref, "The version of its configuration", version, Required, remedy)
            : firmware.Value != "efi" ? subject.Say(Severity.Block, vm.Ref, "generation 1", Required, remedy)
            : found < Least ? subject.Say(Severity.Block, vm.Ref, $"version {found}", Required, remedy)
            : subject.Pass(vm.Ref, $"generation 2, version {found}", Required);
    }
}

using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>A limit below the memory contradicts a full reservation.</summary>
internal sealed class VmMemoryLimitRule : IRule
{
    private const long QemuMiB = 1024;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-MEMORY-001",
        Title = "No memory limit lies below the VM's memory",
        Why = "The whole memory has to be reserved, and a reservation above the limit is refused.",
        Source = "vSphere API, ResourceAllocationInfo; KB 309986; libvirt, src/qemu/qemu_domain.c: the limit on locked memory",
        Reads = [VmFacts.MemoryLimitMiB, VmFacts.MemoryMiB],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        var limit = subject.Read(VmFacts.MemoryLimitMiB, vm);
        var memory = subject.Read(VmFacts.MemoryMiB, vm);
        // QEMU's own memory counts against a domain's hard limit, and all of the guest's is pinned at start.
        var overhead = subject.Hypervisor == Hypervisor.Kvm ? QemuMiB : 0;
        var required = overhead == 0 ? "no limit, or one of at least the VM's memory" : string.Create(CultureInfo.InvariantCulture, $"no limit, or one of at least the VM's memory and {overhead} MiB");
        var remedy = subject.Words(
            $"vSphere Client > '{vm.Name}' > Edit Settings > Memory > Limit: Unlimited.",
            $"'virsh memtune {vm.Name} --hard-limit -1 --config', or take <hard_limit> out of its definition.",
            $"Set the maximum memory of '{vm.Name}' to its memory.");
        if (limit.State is ObservedState.Absent or ObservedState.NotAsked)
        {
            yield return subject.Pass(vm.Ref, "no limit is set", required);
        }
        else if (!limit.HasValue || !memory.HasValue)
        {
            yield return limit.HasValue ? subject.Unseen(vm.Ref, "The VM's memory", memory, required, remedy) : subject.Unseen(vm.Ref, "The memory limit", limit, required, remedy);
        }
        else
        {
            var seen = string.Create(CultureInfo.InvariantCulture, $"a limit of {limit.Value} MiB, {memory.Value} MiB of memory");
            yield return limit.Value < memory.Value + overhead ? subject.Say(Severity.Block, vm.Ref, seen, required, remedy) : subject.Pass(vm.Ref, seen, required);
        }
    }
}

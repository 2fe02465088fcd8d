using System.Globalization;
using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>A limit below the memory contradicts a full reservation.</summary>
internal sealed class VmMemoryLimitRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-MEMORY-001",
        Title = "No memory limit lies below the VM's memory",
        Why = "The whole memory has to be reserved, and a reservation above the limit is refused.",
        Source = "vSphere API, ResourceAllocationInfo; KB 309986",
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
        const string Required = "no limit, or one of at least the VM's memory";
        var remedy = $"vSphere Client > '{vm.Name}' > Edit Settings > Memory > Limit: Unlimited.";
        if (limit.State is ObservedState.Absent or ObservedState.NotAsked)
        {
            yield return subject.Pass(vm.Ref, "no limit is set", Required);
        }
        else if (!limit.HasValue || !memory.HasValue)
        {
            yield return limit.HasValue ? subject.Unseen(vm.Ref, "The VM's memory", memory, Required, remedy) : subject.Unseen(vm.Ref, "The memory limit", limit, Required, remedy);
        }
        else
        {
            var seen = string.Create(CultureInfo.InvariantCulture, $"a limit of {limit.Value} MiB, {memory.Value} MiB of memory");
            yield return limit.Value < memory.Value ? subject.Say(Severity.Block, vm.Ref, seen, Required, remedy) : subject.Pass(vm.Ref, seen, Required);
        }
    }
}

using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The whole of the VM's memory must fit into the host, beside what other units of the same goal bring there.</summary>
internal sealed class HostMemoryRule : IRule
{
    /// <summary>What every hypervisor needs for itself, on the small side, so that what is blocked certainly does not fit: 1 GiB. Most take several.</summary>
    private const long HypervisorLeast = 1024;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-MEMORY-001",
        Title = "The VM's whole memory can be reserved on the host",
        Why = "A VM with a device has its whole memory reserved or pinned; what does not fit fails at power-on.",
        Source = "KB 309986; vSphere documentation, resource management; Linux, VFIO pins all guest memory",
        Reads = [HostFacts.FreeMemoryMiB, HostFacts.MemoryMiB, VmFacts.MemoryMiB, VmFacts.ReservationMiB, VmFacts.Power, VmFacts.Host, VmFacts.Options],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        var host = subject.Host;
        var vm = subject.Vm;
        var memory = vm is null
            ? Observed.ReadOrAbsent(subject.Assignment.Assignment.Create?.MemoryMiB)
            : subject.Read(VmFacts.MemoryMiB, vm);
        var free = subject.Read(HostFacts.FreeMemoryMiB, host);
        var remedy = $"Free memory on '{host.Name}' (move or power off VMs), or give the VM less.";
        if (!memory.TryGet(out var needed))
        {
            yield return subject.Unseen(subject.Assignment.VmRef, "The VM's memory", memory, "the VM's memory in MiB", "Give the VM's memory, under 'create' where it is new.");
        }
        else if (subject.Read(HostFacts.MemoryMiB, host) is { HasValue: true } all && needed > all.Value - HypervisorLeast)
        {
            yield return subject.Weigh(all, subject.Say(Severity.Block, host.Ref,
                $"{Mib(all.Value)} in the whole host, {Mib(needed)} needed by the VM: nothing is left for the hypervisor itself",
                $"at least {Mib(needed + HypervisorLeast)} in the host", $"Give the VM less memory than '{host.Name}' has, or choose a larger host."));
        }
        else if (!free.TryGet(out var available))
        {
            yield return subject.Unseen(host.Ref, "The free memory", free, Mib(needed), remedy);
        }
        else if (vm is not null && subject.Hypervisor == Hypervisor.Kvm && IsHuge(subject, vm))
        {
            yield return subject.Say(Severity.Note, host.Ref, $"the VM's {Mib(needed)} come from huge pages, which are not counted as free memory", $"as many free huge pages as {Mib(needed)}",
                "HOST-HUGEPAGES-001 looks at those.");
        }
        else
        {
            var others = OfOtherUnits(subject);
            available += (vm is null ? 0 : Held(subject, vm)) - others;
            var seen = $"{Mib(available)} not reserved on the host, {Mib(needed)} needed by the VM" + (others > 0 ? $" ({Mib(others)} go to other VMs of this plan)" : "");
            var required = $"at least {Mib(needed)}, and the VM's overhead beside it";
            yield return subject.Weigh(free, available < needed ? subject.Say(Severity.Block, host.Ref, seen, required, remedy)
                : available < needed + Overhead(needed) ? subject.Say(Severity.Warn, host.Ref, seen + ": the overhead may not fit", required, remedy)
                : subject.Pass(host.Ref, seen, required));
        }
    }

    /// <summary>What the VM itself has reserved on this host now, which comes free when it is powered off.</summary>
    private static long Held(RuleSubject subject, Vm vm) =>
        subject.Read(VmFacts.Power, vm).Or(PowerState.Off) == PowerState.On && subject.Read(VmFacts.Host, vm).Or(default) == subject.Host.Ref
            ? subject.Read(VmFacts.ReservationMiB, vm).Or(0)
            : 0;

    private static bool IsHuge(RuleSubject subject, Vm vm) => subject.Read(VmFacts.Options, vm).TryGet(out var options)
        && options.TryGetValue("memory-backing", out var backing) && backing.Contains("hugepages", StringComparison.Ordinal);

    /// <summary>What the same goal reserves on this host for other VMs, beyond what they hold there now.</summary>
    private static long OfOtherUnits(RuleSubject subject)
    {
        var coming = subject.PlanSets(Field.Placement, subject.Host.Ref.Id).ToHashSet();
        coming.Remove(subject.Assignment.VmRef);
        return subject.Wants
            .Where(w => w.Field == Field.ReservationMiB && coming.Contains(w.Target))
            .DistinctBy(w => w.Target)
            .Sum(w => Math.Max(0, (long.TryParse(w.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? mib : 0)
                - (subject.Fleet.Vm(w.Target) is { } vm ? Held(subject, vm) : 0)));
    }

    /// <summary>An estimate on the large side for devices and page tables: 1 % and 256 MiB.</summary>
    private static long Overhead(long memoryMiB) => (memoryMiB / 100) + 256;

    private static string Mib(long value) => string.Create(CultureInfo.InvariantCulture, $"{value} MiB");
}

using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Huge pages that a VM's memory is made of have to be there, and free.</summary>
internal sealed class HostHugePagesRule : IRule
{
    private const string Backing = "memory-backing";
    private const string Huge = "hugepages";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-HUGEPAGES-001",
        Title = "The huge pages that the VM's memory is made of are free",
        Why = "QEMU takes all of them at start; where one is missing the VM does not start ('unable to map backing store for guest RAM: Cannot allocate memory').",
        Source = "libvirt, formatdomain, memoryBacking; Linux, Documentation/admin-guide/mm/hugetlbpage.rst",
        Reads = [HostFacts.HugePages, VmFacts.Options, VmFacts.MemoryMiB, VmFacts.Power],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Usual = "no huge pages wanted, or as many free as the VM's memory takes";
        var options = subject.Read(VmFacts.Options, vm);
        var pages = subject.Read(HostFacts.HugePages, subject.Host);
        var memory = subject.Read(VmFacts.MemoryMiB, vm);
        if (!options.TryGet(out var found))
        {
            yield return subject.Unseen(vm.Ref, "What its memory is made of", options, Usual, $"'virsh dumpxml {vm.Name}' shows <memoryBacking>.");
        }
        else if (SizeKiB(found) is not { } wanted)
        {
            yield return subject.Pass(vm.Ref, "its memory is not made of huge pages", Usual);
        }
        else if (subject.Read(VmFacts.Power, vm).Or(PowerState.Off) == PowerState.On)
        {
            yield return subject.Pass(vm.Ref, "it runs, and has its huge pages", Usual);
        }
        else if (!pages.TryGet(out var all))
        {
            yield return subject.Unseen(subject.Host.Ref, "Its huge pages", pages, Usual, $"Look at '/sys/kernel/mm/hugepages' on '{subject.Host.Name}'.");
        }
        else if (!memory.TryGet(out var mib))
        {
            yield return subject.Unseen(vm.Ref, "Its memory", memory, Usual, $"'virsh dumpxml {vm.Name}' shows <memory>.");
        }
        else
        {
            yield return Judge(subject, vm, all, wanted, mib);
        }
    }

    private static Finding Judge(RuleSubject subject, Vm vm, IReadOnlyList<HugePages> all, long wanted, long mib)
    {
        // Where the definition names no size, the host's default counts, which is the smallest on x86.
        var pool = wanted > 0 ? all.FirstOrDefault(p => p.SizeKiB == wanted) : all.OrderBy(p => p.SizeKiB).FirstOrDefault();
        var size = pool?.SizeKiB ?? Math.Max(wanted, 2048);
        var needed = ((mib * 1024) + size - 1) / size;
        var required = string.Create(CultureInfo.InvariantCulture, $"{needed} free huge pages of {size} KiB, for {mib} MiB of memory");
        var remedy = string.Create(CultureInfo.InvariantCulture, $"'echo {(pool?.Total ?? 0) - (pool?.Free ?? 0) + needed} >/sys/kernel/mm/hugepages/hugepages-{size}kB/nr_hugepages' on '{subject.Host.Name}' (pages of 1 GiB are had for certain only with 'hugepagesz=1G hugepages=N' on the kernel's command line), or take <hugepages/> out of the definition of '{vm.Name}'.");
        return pool is null
            ? subject.Say(Severity.Block, subject.Host.Ref, string.Create(CultureInfo.InvariantCulture, $"the kernel has no huge pages of {size} KiB"), required, remedy)
            : pool.Free < needed
                ? subject.Say(Severity.Block, subject.Host.Ref, string.Create(CultureInfo.InvariantCulture, $"{pool.Free} of {pool.Total} huge pages of {size} KiB are free"), required, remedy)
                : subject.Pass(subject.Host.Ref, string.Create(CultureInfo.InvariantCulture, $"{pool.Free} huge pages of {size} KiB are free"), required);
    }

    /// <summary>The pages' size; 0 where the definition names none, null where it wants no huge pages.</summary>
    private static long? SizeKiB(IReadOnlyDictionary<string, string> options)
    {
        var word = options.GetValueOrDefault(Backing)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(o => o.StartsWith(Huge, StringComparison.Ordinal));
        return word is null ? null : long.TryParse(word.AsSpan(Math.Min(word.Length, Huge.Length + 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }
}

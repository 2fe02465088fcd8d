using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The IOMMU must reach every address that the guest uses.</summary>
internal sealed class HostAddressWidthRule : IRule
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-ADDRESS-001",
        Title = "The IOMMU's addresses are as wide as the guest's",
        Why = "The guest's firmware puts large BARs at the end of its address space; what the IOMMU does not reach can't be mapped ('vfio_dma_map … = -22 (Invalid argument)').",
        Source = "Linux, drivers/vfio/vfio_iommu_type1.c; Intel VT-d, capability register, MGAW",
        Reads = [HostFacts.IommuAddressBits, HostFacts.AddressBits, VmFacts.Options],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm || subject.Vm is not { } vm)
        {
            yield break;
        }

        var host = subject.Host;
        var iommu = subject.Read(HostFacts.IommuAddressBits, host);
        var cpu = subject.Read(HostFacts.AddressBits, host);
        var options = subject.Read(VmFacts.Options, vm).Or(NoOptions);
        if (iommu.State == ObservedState.Absent)
        {
            yield return subject.Pass(host.Ref, "the IOMMU tells no limit", "addresses as wide as the guest's");
            yield break;
        }

        if (!iommu.TryGet(out var reach))
        {
            yield return subject.Unseen(host.Ref, "The width of the IOMMU's addresses", iommu, "addresses as wide as the guest's", $"Look at '/sys/class/iommu/*/intel-iommu/cap' on '{host.Name}'.");
            yield break;
        }

        var guest = GuestBits(options, cpu.Or(0));
        var required = string.Create(CultureInfo.InvariantCulture, $"at least {guest} bits");
        var seen = string.Create(CultureInfo.InvariantCulture, $"the IOMMU translates {reach} bits");
        yield return guest <= reach ? subject.Pass(host.Ref, seen, required) : subject.Say(Severity.Warn, host.Ref, $"{seen}, the guest uses {guest.ToString(CultureInfo.InvariantCulture)}", required,
            $"Write <maxphysaddr mode='passthrough' limit='{reach.ToString(CultureInfo.InvariantCulture)}'/> into the CPU of '{vm.Name}' (libvirt 9.3).");
    }

    /// <summary>How wide the guest's addresses are: what its definition says, else the host's own or the 40 bits of a named CPU model.</summary>
    private static int GuestBits(IReadOnlyDictionary<string, string> options, int host)
    {
        var set = options.GetValueOrDefault("maxphysaddr") ?? "";
        var at = set.IndexOf('=', StringComparison.Ordinal);
        return at >= 0 && int.TryParse(set.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits
            : set == "passthrough" || options.GetValueOrDefault("cpu-mode") == "host-passthrough" ? host
            : 40;
    }
}

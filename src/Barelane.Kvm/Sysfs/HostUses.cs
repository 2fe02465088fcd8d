using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>What the host itself lives on: disks that are mounted, networks that are up, by the function behind which they are.</summary>
internal sealed class HostUses
{
    private readonly Dictionary<PciAddress, List<string>> _uses = [];
    private readonly HashSet<PciAddress> _boot = [];

    /// <summary>What is used behind a function; null for nothing.</summary>
    public string? Of(PciAddress address) => _uses.TryGetValue(address, out var uses) ? string.Join(", ", uses.Distinct(StringComparer.Ordinal)) : null;

    /// <summary>Whether <c>/</c>, <c>/boot</c> or <c>/boot/efi</c> lies behind the function.</summary>
    public bool CarriesBoot(PciAddress address) => _boot.Contains(address);

    /// <summary>Why the disks of the root file system can't be told, as a sentence; null where they can.</summary>
    public string? Untold { get; set; }

    public void Add(IEnumerable<PciAddress> path, string use, bool isBoot)
    {
        foreach (var address in path)
        {
            if (!_uses.TryGetValue(address, out var uses))
            {
                _uses.Add(address, uses = []);
            }

            uses.Add(use);
            if (isBoot)
            {
                _boot.Add(address);
            }
        }
    }
}

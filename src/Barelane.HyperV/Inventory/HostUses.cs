using Barelane.Core.Facts;

namespace Barelane.HyperV.Inventory;

/// <summary>What the host itself uses its devices for.</summary>
internal sealed class HostUses
{
    private const int Deepest = 8;
    private readonly Observed<UsesAnswer> _uses;
    private readonly Dictionary<string, string> _parents;
    private readonly HashSet<string> _boot = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _disks = new(StringComparer.OrdinalIgnoreCase);

    public HostUses(Observed<UsesAnswer> uses)
    {
        _uses = uses;
        var known = uses.HasValue ? uses.Value : new UsesAnswer([], [], []);
        _parents = known.Parents.GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Parent, StringComparer.OrdinalIgnoreCase);
        foreach (var disk in known.Disks)
        {
            var id = InstanceOf(disk.Path);
            for (var i = 0; i < Deepest && id is not null; i++)
            {
                if (disk.Boots)
                {
                    _boot.Add(id);
                    IsBootFound |= id.StartsWith(@"PCI\", StringComparison.OrdinalIgnoreCase);
                }

                _disks.TryAdd(id, disk.Name);
                id = _parents.GetValueOrDefault(id);
            }
        }
    }

    private bool IsBootFound { get; set; }

    /// <summary>Whether the host boots from a disk at this controller. Where the boot disk was led back to no PCI device, nothing is known of any.</summary>
    public Observed<bool> CarriesBoot(string controller) => !_uses.IsKnown ? _uses.Map(_ => false)
        : _boot.Contains(controller) ? Observed.Read(true)
        : IsBootFound ? Observed.Read(false)
        : Observed<bool>.Unreadable("The disk that the host boots from could not be led back to a PCI device.");

    /// <summary>What the host uses a device for; absent for nothing.</summary>
    public Observed<string> UseOf(string device) => !_uses.TryGet(out var uses) ? _uses.Map(_ => "")
        : _disks.TryGetValue(device, out var disk) ? Observed.Read($"disk '{disk}'")
        : uses.Adapters.FirstOrDefault(a => a.Device.Equals(device, StringComparison.OrdinalIgnoreCase) && a.Up) is { } adapter ? Observed.Read($"network '{adapter.Name}', which is up")
        : Observed<string>.Absent;

    /// <summary>The instance id in a disk's path, <c>\\?\scsi#disk&amp;ven_…#5&amp;…#{…}</c>.</summary>
    private static string? InstanceOf(string path)
    {
        var from = path.StartsWith(@"\\?\", StringComparison.Ordinal) ? 4 : 0;
        var to = path.IndexOf("#{", StringComparison.Ordinal);
        return to > from ? path[from..to].Replace('#', '\\') : null;
    }
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Profiles of a host's cards in vGPU mode, and how many slices of each can still be placed. The interface has no such number before API 9: it
/// is computed from the cards' framebuffer and the slices of the running VMs, and so marked as inferred.
/// </summary>
internal sealed class SliceCapacity
{
    private readonly HostRow _host;
    private readonly ConfigTargetRow? _target;
    private readonly List<(PciRow Card, GraphicsRow Graphics)> _cards = [];
    private readonly Dictionary<ManagedObjectRef, List<string>> _slicesOf = [];
    private readonly string? _unseen;

    /// <param name="host">The host.</param>
    /// <param name="target">What it offers now; null where that is not known.</param>
    /// <param name="running">Its running VMs; null where not all were read.</param>
    public SliceCapacity(HostRow host, ConfigTargetRow? target, IReadOnlyList<VmRow>? running)
    {
        _host = host;
        _target = target;
        var cards = (host.Graphics ?? []).Where(g => g is { Type: "sharedDirect", Address: not null }).ToDictionary(g => g.Address!.Value);
        _cards.AddRange((host.Pci ?? []).Where(d => cards.ContainsKey(d.Address)).Select(d => (d, cards[d.Address])));
        foreach (var vm in running ?? [])
        {
            var slices = vm.Hardware?.Given.Where(g => g.Profile.Length > 0 && g.Kind.Contains("Vmiop", StringComparison.Ordinal)).Select(g => g.Profile).ToList();
            if (slices is { Count: > 0 })
            {
                _slicesOf[vm.Self] = slices;
            }
        }

        _unseen = running is null ? "The host's VMs were not read."
            : _slicesOf.Keys.Any(vm => !_cards.Exists(c => c.Graphics.Vms.Contains(vm))) ? "The host does not tell which card serves which VM."
            : null;
    }

    /// <summary><c>(device &lt;&lt; 16) | vendor</c>, as vim25 names a model.</summary>
    public static long ModelOf(PciRow card) => ((long)card.Id.Device << 16) | card.Id.Vendor;

    /// <summary>What the host can place over all its cards.</summary>
    public Observed<IReadOnlyList<SliceProfile>> OfHost()
    {
        var names = Names();
        return names.Count == 0
            ? _host.SliceTypes is null ? _host.Lack<IReadOnlyList<SliceProfile>>(HostProperties.SliceTypes) : Observed.Read<IReadOnlyList<SliceProfile>>([])
            : Observed.Read<IReadOnlyList<SliceProfile>>([.. names.Select(n => Profile(n, _cards.Where(c => Serves(c.Card, n))))]);
    }

    /// <summary>What one card can place.</summary>
    public IReadOnlyList<SliceProfile> OfCard(PciRow card) =>
        [.. Names().Where(n => Serves(card, n)).Select(n => Profile(n, _cards.Where(c => c.Card.Address == card.Address)))];

    private List<string> Names() =>
        [.. (_host.SliceTypes ?? []).Concat(_target?.Profiles ?? []).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private SliceProfile Profile(string name, IEnumerable<(PciRow Card, GraphicsRow Graphics)> cards)
    {
        var ability = _host.SliceAbilities?.Find(a => string.Equals(a.Profile, name, StringComparison.Ordinal));
        var size = SizeOf(name);
        return new SliceProfile
        {
            Name = name,
            MemoryMiB = size,
            Free = FreeOf(name, size, cards),
            MigrationSupported = Ability(ability?.Migrate),
            SuspendSupported = Ability(ability?.Suspend),
            MemorySnapshotSupported = Ability(ability?.MemorySnapshot),
            DiskSnapshotSupported = Ability(ability?.DiskSnapshot),
        };
    }

    private Observed<bool> Ability(bool? value) => value is { } known ? Observed.Read(known) : _host.Lack<bool>(HostProperties.Abilities);

    private Observed<int> FreeOf(string name, Observed<long> size, IEnumerable<(PciRow Card, GraphicsRow Graphics)> cards)
    {
        if (_target is { Profiles.Count: > 0 } && !_target.Profiles.Contains(name))
        {
            return Observed.Read(0);
        }

        if (_unseen is not null)
        {
            return Observed<int>.Unreadable(_unseen);
        }

        if (!size.TryGet(out var slice) || slice <= 0 || IsInstance(name))
        {
            return Observed<int>.Unreadable($"How many slices of '{name}' fit on a card is not told by the host.");
        }

        var free = 0;
        foreach (var (card, graphics) in cards)
        {
            if (CardMiB(card, graphics) is not { } memory)
            {
                return Observed<int>.Unreadable($"The framebuffer of '{card.Name}' at {card.Address} is not told by the host.");
            }

            free += FreeOn(graphics, name, slice, memory);
        }

        return Observed.Inferred(free, "Computed from the cards' framebuffer and the slices of the host's running VMs.");
    }

    /// <summary>A card cut into slices of one size takes no other, unless it is in mixed mode.</summary>
    private int FreeOn(GraphicsRow graphics, string name, long slice, long memory)
    {
        var residents = graphics.Vms.SelectMany(Slices).ToList();
        return graphics.VgpuMode == "mixedSize" ? (int)Math.Max(0, (memory - residents.Sum(r => SizeOf(r).Or(slice))) / slice)
            : residents.Exists(r => !string.Equals(r, name, StringComparison.Ordinal)) ? 0
            : (int)Math.Max(0, (memory / slice) - residents.Count);
    }

    /// <summary>A VM's slices on one card: its slices are spread over the cards that name it.</summary>
    private IEnumerable<string> Slices(ManagedObjectRef vm)
    {
        var slices = _slicesOf.GetValueOrDefault(vm) ?? [];
        var cards = Math.Max(1, _cards.Count(c => c.Graphics.Vms.Contains(vm)));
        return slices.Take((slices.Count + cards - 1) / cards);
    }

    private bool Serves(PciRow card, string name) => _target?.ProfileInfo.GetValueOrDefault(name) is { Model: not 0 } info
        ? info.Model == ModelOf(card)
        : _cards.DistinctBy(c => ModelOf(c.Card)).Count() <= 1
            || card.Name.Replace(" ", "", StringComparison.Ordinal).Contains(WordOf(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>The model in a profile's name: <c>a40</c> of <c>nvidia_a40-8q</c>.</summary>
    private static string WordOf(string profile)
    {
        var from = profile.IndexOf('_', StringComparison.Ordinal) + 1;
        var to = profile.IndexOf('-', from);
        return to > from ? profile[from..to] : profile;
    }

    /// <summary>A slice of a card that is partitioned in hardware (MIG): which partitions fit together is a table, not a division.</summary>
    private bool IsInstance(string name) => _target?.ProfileInfo.GetValueOrDefault(name)?.Sharing == "mig" || name.Split('-').Length > 2;

    private Observed<long> SizeOf(string name)
    {
        if (_target?.ProfileInfo.GetValueOrDefault(name) is { SizeGiB: > 0 } info)
        {
            return Observed.Read(info.SizeGiB * 1024);
        }

        return SliceNames.MemoryMiB(name) is { } size ? Observed.Inferred(size, $"The name '{name}' says it.") : Observed<long>.Absent;
    }

    /// <summary>Hosts give the framebuffer less what error correction takes; slices are cut from the nominal size.</summary>
    private long? CardMiB(PciRow card, GraphicsRow graphics)
    {
        const long Step = 8 * 1024;
        return _target?.CardGiB.TryGetValue(ModelOf(card), out var size) == true && size > 0 ? size * 1024
            : graphics.MemoryKiB > 0 ? (((graphics.MemoryKiB / 1024) + Step - 1) / Step) * Step
            : null;
    }
}

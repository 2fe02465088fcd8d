using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>The cards that can be cut into partitions, and the slices that they offer.</summary>
internal sealed class PartitionableCards(Observed<IReadOnlyList<PartitionableAnswer>> answers, CardHolders holders)
{
    /// <summary>A card that both drivers offer is one of GPU-P: that is what its maker's licence is for.</summary>
    private readonly Dictionary<string, PartitionableAnswer> _byId = answers.Or([])
        .Select(a => (Id: InstanceId.OfPartitionable(a.Name), Answer: a)).Where(a => a.Id is not null)
        .GroupBy(a => a.Id!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.Select(a => a.Answer).OrderBy(a => InstanceId.IsParavirtual(a.Name)).First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is told of a card; null where it can't be cut.</summary>
    public PartitionableAnswer? Of(PlacedDevice device) => _byId.GetValueOrDefault(InstanceId.OnHost(device.Answer.Id));

    /// <summary>The slices of a card: one for each count it can be cut into; what it is not cut into now has none free.</summary>
    public Observed<IReadOnlyList<SliceProfile>> ProfilesOf(PlacedDevice device)
    {
        if (!answers.IsKnown)
        {
            return answers.Map(_ => (IReadOnlyList<SliceProfile>)[]);
        }

        if (Of(device) is not { } card)
        {
            return Observed<IReadOnlyList<SliceProfile>>.Absent;
        }

        var held = holders.PartitionsOf(InstanceId.OnHost(device.Answer.Id));
        if (InstanceId.IsParavirtual(card.Name))
        {
            var most = card.Count ?? card.Counts.DefaultIfEmpty(32).Max();
            return Observed.Read<IReadOnlyList<SliceProfile>>([Profile(HyperVBackings.ProfileName(device.Id, true, 0), "paravirtual partition", Math.Max(0, most - held), Observed<long>.Absent, false)]);
        }

        // As long as nobody holds a partition the count can be changed, so that every count's slices can be had.
        return Observed.Read<IReadOnlyList<SliceProfile>>([.. card.Counts.Order().Select(c => Profile(
            HyperVBackings.ProfileName(device.Id, false, c),
            c == 1 ? "the whole card as one partition" : $"1/{c} of the card",
            card.Count == c ? Math.Max(0, c - held) : held == 0 ? c : 0,
            card.Memory is { } all and > 0 and < ulong.MaxValue ? Observed.Read((long)(all / (ulong)c >> 20)) : Observed<long>.Absent,
            card.Migrates ?? false))]);
    }

    private static SliceProfile Profile(string name, string title, int free, Observed<long> memory, bool migrates) => new()
    {
        Name = name,
        Title = title,
        Free = Observed.Read(free),
        MemoryMiB = memory,
        MigrationSupported = Observed.Read(migrates),
        SuspendSupported = Observed.Read(false),
        MemorySnapshotSupported = Observed.Read(false),
        DiskSnapshotSupported = Observed<bool>.Absent,
    };
}

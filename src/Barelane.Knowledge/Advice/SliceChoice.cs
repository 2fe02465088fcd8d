using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Advice;

/// <summary>The profile a user would get of a card.</summary>
/// <param name="Profile">Its name as the hypervisor writes it, or as NVIDIA does where there is no hypervisor to ask.</param>
/// <param name="MemoryMiB">Framebuffer of one slice.</param>
/// <param name="PerCard">Slices of it that the card holds now.</param>
/// <param name="Licence">The licence a VM with it needs; empty where none is known.</param>
/// <param name="IsDerived">Whether the number is computed, not read.</param>
/// <param name="Mig">The MIG profile under it; null where it shares the card in time.</param>
/// <param name="Told">What the hypervisor tells of it; null where it was not asked or does not tell.</param>
internal sealed record SliceChoice(string Profile, int MemoryMiB, int PerCard, string Licence, bool IsDerived, string? Mig, SliceProfile? Told)
{
    /// <summary>The smallest profile of a card that serves the description; null, with the reason, where there is none.</summary>
    public static (SliceChoice? Choice, string Why) Of(StockCard card, Description wanted)
    {
        if (card.Card?.Vgpu is not { } table)
        {
            var told = card.Told.Where(p => p.MemoryMiB.Or(0) >= wanted.MemoryMiB && p.Free.Or(0) > 0).MinBy(p => p.MemoryMiB.Value);
            return told is not null
                ? (new SliceChoice(told.Name, (int)told.MemoryMiB.Value, told.Free.Value, "", false, null, told), "")
                : (null, $"How a '{card.Model}' is cut is not in the catalogue{(card.Told.Count > 0 ? ", and no profile that its host tells is free and large enough" : "")}.");
        }

        var fitting = table.Profiles
            .Where(p => Suits(p, wanted) && p.MemoryMiB >= wanted.MemoryMiB && (wanted.WholeCards is null || p.PerGpu == 1))
            .Where(p => p.MigProfile is null || (wanted.Load == LoadShape.Steady && !p.Name.EndsWith("ME", StringComparison.Ordinal) && !p.Name.EndsWith("GFX", StringComparison.Ordinal)))
            .OrderBy(p => p.MemoryMiB).ThenBy(p => p.MigProfile is null ? 1 : 0).ThenByDescending(p => p.PerGpu)
            .Select(p => Choice(card, p))
            .ToList();
        return fitting.Count == 0
            ? (null, $"A '{card.Model}' has no {Series(wanted)} profile of {Words.Memory(wanted.MemoryMiB)} or more{(wanted.WholeCards is null ? "" : " that is the whole card")}.")
            : fitting.Find(c => c.PerCard > 0) is { } free ? (free, "") : (null, $"No slice of {Words.Memory(wanted.MemoryMiB)} or more is free on the '{card.Model}' at {card.Address} of '{card.Host}'.");
    }

    private static SliceChoice Choice(StockCard card, VgpuProfile profile)
    {
        var told = card.Told.FirstOrDefault(p => profile.IsNamed(p.Name) || (p.Title.Length > 0 && profile.IsNamed(p.Title)));
        var free = told is { Free.HasValue: true } ? Math.Min(told.Free.Value, profile.PerGpu)
            : card.Taken is null ? profile.PerGpu
            : 0;
        var name = told?.Name ?? (card.Hypervisor == Hypervisor.VSphere ? $"nvidia_{profile.Name.ToLowerInvariant()}" : $"NVIDIA {profile.Name}");
        return new SliceChoice(name, profile.MemoryMiB, free, profile.Licence, profile.IsDerived, profile.MigProfile, told);
    }

    private static bool Suits(VgpuProfile profile, Description wanted) => wanted.Work switch
    {
        WorkKind.Compute => profile.Series == VgpuSeries.C,
        WorkKind.Graphics => profile.Series == VgpuSeries.Q,
        _ => profile.Series is VgpuSeries.B or VgpuSeries.Q,
    };

    private static string Series(Description wanted) => wanted.Work switch
    {
        WorkKind.Compute => "C",
        WorkKind.Graphics => "Q",
        _ => "B or Q",
    };
}

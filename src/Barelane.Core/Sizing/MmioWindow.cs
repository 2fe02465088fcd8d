using System.Globalization;
using System.Numerics;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Sizing;

/// <summary>
/// Computes the 64-bit MMIO window of a VM from the real sizes of its devices. Pure. Sources: Broadcom KB 323402 (current rule),
/// VMware's "Using GPUs with Virtual Machines on vSphere – Part 2" (old rule), NVIDIA AI Enterprise "MMIO Space Required" (vendor values).
/// </summary>
public static class MmioWindow
{
    /// <summary>What the largest card known maps; a card of unknown size is taken to be one (H200: 141 GiB of memory, a BAR of 256 GiB).</summary>
    private const long LargestMemoryGiB = 141;

    /// <summary>
    /// Devices that map less than this fit below 4 GiB: the hole there ends at 3.5 GiB (917504 pages), and emulated devices live in it too.
    /// </summary>
    private const long FitsBelow4GMiB = 3 * 1024;

    /// <summary>A GPU with less memory than this, whose BARs are not known, is taken to fit below 4 GiB; boards sold with 8 GB tell a little less.</summary>
    private const long SmallMemoryMiB = 7 * 1024;

    /// <summary>Slices that hold less than this together need no window.</summary>
    private const long SmallSlicesMiB = 8 * 1024;

    /// <summary>What a GPU without a large BAR maps of its memory.</summary>
    private const long SmallBarMiB = 256;

    /// <summary>Memory of the cards the old rule was made for (P100, V100 16 GB).</summary>
    private const long OldRuleMemoryGiB = 16;

    /// <summary>The current rule: twice the total framebuffer, rounded up to a power of two first (80 → 256, 24 → 64).</summary>
    /// <param name="totalFramebufferGiB">Framebuffer of all the VM's GPUs in GiB; anything below 1 counts as 1.</param>
    public static int CurrentRuleGiB(long totalFramebufferGiB) => Whole(2 * CeilingPowerOfTwo(Math.Max(1, totalFramebufferGiB)));

    /// <summary>The old published rule: 16 GB times the number of cards, up to the next greater power of two (1 → 32, 2 → 64, 3 → 64, 4 → 128).</summary>
    /// <param name="cards">How many; at least 1.</param>
    public static int OldRuleGiB(int cards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cards, 1);
        return Whole(PowerOfTwoAbove(OldRuleMemoryGiB * cards));
    }

    /// <summary>Whether the value is a power of two, which the hypervisor demands of the window.</summary>
    public static bool IsPowerOfTwo(long value) => value > 0 && BitOperations.IsPow2(value);

    /// <summary>The window for whole devices. Every device that the VM will have counts, companions too.</summary>
    /// <param name="devices">The functions, those it has already included.</param>
    /// <param name="askedGiB">The size the user set; null to compute it.</param>
    public static MmioSizing For(IReadOnlyList<Device> devices, int? askedGiB = null)
    {
        var cards = devices.Select(Footprint.Of).Where(f => f is not null).Select(f => f!).ToList();
        if (askedGiB is null && cards.Sum(c => c.BarMiB) <= FitsBelow4GMiB)
        {
            return MmioSizing.None("The devices map no more than 3 GiB together, which fits below 4 GiB.");
        }

        var computed = Compute(cards);
        return askedGiB is not { } asked ? computed : computed with
        {
            IsNeeded = true,
            GiB = asked,
            Derivation = MmioDerivation.Asked,
            Evidence = $"The file asks for {Text(asked)} GiB, and {Text(computed.ComputedGiB)} GiB were computed. {computed.Evidence}",
        };
    }

    /// <summary>The window for slices: the framebuffer of their profiles counts (KB 323402), not that of the card.</summary>
    /// <param name="memoryMiB">Framebuffer of each slice in MiB; null where the profile does not tell.</param>
    /// <param name="askedGiB">The size the user set; null to compute it.</param>
    public static MmioSizing ForSlices(IReadOnlyList<long?> memoryMiB, int? askedGiB = null)
    {
        var unknown = memoryMiB.Count(m => m is null);
        var total = memoryMiB.Sum(m => m ?? LargestMemoryGiB * 1024);
        if (askedGiB is null && total < SmallSlicesMiB)
        {
            return MmioSizing.None($"The slices hold {Text(total)} MiB of framebuffer together, below 8 GiB.");
        }

        var computed = CurrentRuleGiB(CeilingGiB(total));
        return new MmioSizing
        {
            IsNeeded = true,
            GiB = askedGiB ?? computed,
            ComputedGiB = computed,
            Derivation = askedGiB is not null ? MmioDerivation.Asked : unknown > 0 ? MmioDerivation.TakenLarge : MmioDerivation.Formula,
            Evidence = unknown > 0
                ? $"The framebuffer of {Amount.Of(unknown, "slice")} is not known, so each is taken to be {Text(LargestMemoryGiB)} GiB."
                : $"Twice the framebuffer of the slices ({Text(CeilingGiB(total))} GiB), rounded up to a power of two (KB 323402).",
        };
    }

    private static MmioSizing Compute(List<Footprint> cards)
    {
        var memory = CeilingGiB(cards.Sum(c => c.MemoryMiB));
        var bars = CeilingGiB(cards.Sum(c => c.BarMiB));
        var byRule = memory > 0 ? CurrentRuleGiB(memory) : 0;
        var byBars = bars > 0 ? Whole(PowerOfTwoAbove(bars)) : 0;
        var byTable = cards.Max(c => (int?)c.VendorGiB) ?? 0;
        var gpus = cards.Count(c => c.IsGpu);
        var byOldRule = gpus > 0 && cards.Where(c => c.IsGpu).All(c => !c.IsGuess && c.MemoryMiB <= OldRuleMemoryGiB * 1024) ? OldRuleGiB(gpus) : 0;
        var size = Math.Max(Math.Max(byRule, byBars), Math.Max(byTable, byOldRule));
        var guessed = cards.Where(c => c.IsGuess).Select(c => c.Name).ToList();
        var derivation = guessed.Count > 0 ? MmioDerivation.TakenLarge
            : byTable == size ? MmioDerivation.Table
            : cards.All(c => c.IsBarRead) ? MmioDerivation.Read
            : MmioDerivation.Formula;
        return new MmioSizing
        {
            IsNeeded = true,
            GiB = size,
            ComputedGiB = size,
            Derivation = derivation,
            IsCertain = guessed.Count == 0 && (byTable > 0 || cards.Where(c => c.IsBarRead).Sum(c => c.BarMiB) > FitsBelow4GMiB),
            Evidence = derivation switch
            {
                MmioDerivation.TakenLarge => $"The size of {string.Join(", ", guessed)} is not known, so each is taken to hold {Text(LargestMemoryGiB)} GiB, the largest known.",
                MmioDerivation.Table => $"The vendor publishes {Text(byTable)} GiB for the card, and the rule gives {Text(byRule)} GiB.",
                MmioDerivation.Read => $"The BARs read add up to {Text(bars)} GiB, the cards' memory to {Text(memory)} GiB.",
                _ when byRule == size => $"Twice the cards' memory ({Text(memory)} GiB), rounded up to a power of two (KB 323402).",
                _ when byOldRule == size => $"16 GB for each of {Amount.Of(gpus, "card")}, up to the next power of two: the rule for cards of at most 16 GB.",
                _ => $"The BARs add up to {Text(bars)} GiB, up to the next power of two.",
            },
        };
    }

    private static long CeilingPowerOfTwo(long value) => (long)BitOperations.RoundUpToPowerOf2((ulong)value);

    private static long PowerOfTwoAbove(long value) => CeilingPowerOfTwo(value + 1);

    private static long CeilingGiB(long miB) => (miB + 1023) / 1024;

    private static int Whole(long value) => checked((int)value);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What one function takes of the address space, with what is not known filled in on the large side.</summary>
    private sealed record Footprint(string Name, bool IsGpu, long MemoryMiB, long BarMiB, bool IsBarRead, bool IsGuess, int? VendorGiB)
    {
        public static Footprint? Of(Device device)
        {
            var bar = device.BarMiB;
            var memory = device.IsGpu ? device.MemoryMiB.Map(m => (long?)m).Or(null) : null;
            var vendor = device.VendorMmioGiB.Map(v => (int?)v).Or(null);
            if (!device.IsGpu && !bar.HasValue && vendor is null)
            {
                return null;
            }

            var isRead = bar.State == Facts.ObservedState.Read;
            var name = $"{device.Address} [{device.Id}]";
            return (bar.HasValue, memory) switch
            {
                (true, _) => new(name, device.IsGpu, memory ?? 0, bar.Value, isRead, false, vendor),
                (false, { } m) => new(name, true, m, m < SmallMemoryMiB ? SmallBarMiB : CeilingPowerOfTwo(m), false, false, vendor),
                _ when vendor is { } v => new(name, true, 0, v * 1024L / 2, false, false, vendor),
                _ => new(name, true, LargestMemoryGiB * 1024, CeilingPowerOfTwo(LargestMemoryGiB * 1024), false, true, null),
            };
        }
    }
}

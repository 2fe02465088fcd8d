using System.Numerics;
using Barelane.Core.Inventory;

namespace Barelane.Core.Sizing;

/// <summary>
/// The two windows of a Hyper-V VM in which its devices' memory lies: the low one below 4 GiB and the high one above a fixed base. Pure. A sum of sizes is not enough: a BAR lies at a
/// multiple of its own size, and the default base of 65024 MiB is one of hardly any. Source: Microsoft, gpu-paravirtualization (base); Linux, pci-hyperv.c (one aligned window for each device).
/// </summary>
/// <param name="LowMiB">The low window, in MiB.</param>
/// <param name="HighMiB">The high one, in MiB.</param>
/// <param name="Evidence">From what, as a sentence.</param>
/// <param name="IsGuess">Whether a size was not known and taken large.</param>
public sealed record HyperVGaps(long LowMiB, long HighMiB, string Evidence, bool IsGuess)
{
    /// <summary>Where the high window has to begin for these sizes, in MiB.</summary>
    public long BaseMiB { get; init; } = DefaultBaseMiB;

    /// <summary>Where the high window begins unless somebody set it otherwise: 64 GiB less 512 MiB.</summary>
    public const long DefaultBaseMiB = 65024;

    /// <summary>The low window's largest size that WMI takes.</summary>
    public const long LargestLowMiB = 3584;

    /// <summary>What a new VM has.</summary>
    public const long DefaultLowMiB = 128;

    /// <summary>What a new VM has.</summary>
    public const long DefaultHighMiB = 512;

    /// <summary>A 32-bit BAR above this size asks for more than the sum: its neighbours lose room to alignment.</summary>
    private const long LargeLowBarMiB = 64;

    /// <summary>A BAR of this size leaves a hole as large as itself, unless the window begins at a multiple of it.</summary>
    private const long LargeBarMiB = 128 * 1024;

    /// <summary>The largest size of the high window that a tool found hosts to take; no document names one. Source: ExHyperV, measured.</summary>
    private const long LargestHighMiB = 262656;

    /// <summary>What the largest card known maps (a BAR of 256 GiB).</summary>
    private const long LargestCardMiB = 256 * 1024;

    private const long SmallBarsMiB = 96;

    /// <summary>The windows for all functions that a VM will have.</summary>
    /// <param name="functions">The functions.</param>
    /// <param name="baseMiB">Where the high window begins.</param>
    public static HyperVGaps For(IReadOnlyList<Device> functions, long baseMiB = DefaultBaseMiB) => Of([.. functions.Select(LoadOf)], baseMiB);

    /// <summary>
    /// The windows for all functions that a VM will have, with the high one moved to a multiple of the largest BAR where that is of 128 GiB or more: else the window would have to be almost twice its size, and more
    /// than some hosts take.
    /// </summary>
    /// <param name="functions">The functions.</param>
    /// <param name="baseMiB">Where the high window begins now.</param>
    public static HyperVGaps WithBase(IReadOnlyList<Device> functions, long baseMiB) => WithBase([.. functions.Select(LoadOf)], baseMiB);

    /// <summary>As the other, for these loads. A size that is only guessed moves nothing.</summary>
    public static HyperVGaps WithBase(IReadOnlyList<GapLoad> loads, long baseMiB)
    {
        var largest = loads.SelectMany(l => l.HighMiB).Select(RoundUp).DefaultIfEmpty(0).Max();
        return largest < LargeBarMiB || baseMiB % largest == 0 || loads.Any(l => l.IsGuess) ? Of(loads, baseMiB) : Of(loads, largest);
    }

    /// <summary>The windows for these loads.</summary>
    public static HyperVGaps Of(IReadOnlyList<GapLoad> loads, long baseMiB = DefaultBaseMiB)
    {
        var cursor = baseMiB;
        foreach (var window in loads.Select(l => l.HighMiB.Sum(RoundUp)).Where(w => w > 0).OrderByDescending(Align).ThenByDescending(w => w))
        {
            cursor = AlignUp(cursor, Align(window)) + window;
        }

        var needed = cursor - baseMiB;
        var small = loads.SelectMany(l => l.LowMiB).ToList();
        var low = DefaultLowMiB + small.Sum(RoundUp);
        if (small.Any(b => b > LargeLowBarMiB))
        {
            low = Math.Max(low, 1024);
        }

        var isGuess = loads.Any(l => l.IsGuess);
        return new HyperVGaps(
            Math.Min(LargestLowMiB, low),
            HighFor(needed),
            isGuess ? "The BARs of at least one function are not known, and are taken large."
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The BARs need {needed} MiB above the window's base at {baseMiB} MiB, each at a multiple of its size, and {small.Sum(RoundUp)} MiB below 4 GiB."),
            isGuess)
        { BaseMiB = baseMiB };
    }

    private static long HighFor(long needed) => needed == 0 ? DefaultHighMiB
        : AlignUp(needed + DefaultHighMiB, 1024) is var roomy && roomy > LargestHighMiB && needed <= LargestHighMiB ? LargestHighMiB
        : roomy;

    /// <summary>BARs that were read; else the card's memory, which a large BAR maps; else the largest card known. Functions that are no GPU map little.</summary>
    private static GapLoad LoadOf(Device device)
    {
        if (device.Bars.TryGet(out var bars) && bars.Count > 0)
        {
            return new GapLoad([.. bars.Where(b => b.IsAbove4G).Select(b => Mib(b.Bytes))], [.. bars.Where(b => !b.IsAbove4G).Select(b => Mib(b.Bytes))], false);
        }

        return !device.IsGpu ? new GapLoad([], [1], false)
            : device.MemoryMiB.TryGet(out var memory) && memory > 0 ? new GapLoad([RoundUp(memory), SmallBarsMiB], [32], false)
            : new GapLoad([LargestCardMiB, SmallBarsMiB], [32], true);
    }

    private static long Mib(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    private static long RoundUp(long value) => (long)BitOperations.RoundUpToPowerOf2((ulong)value);

    /// <summary>The largest power of two that is no larger than the window.</summary>
    private static long Align(long window) => 1L << BitOperations.Log2((ulong)window);

    private static long AlignUp(long value, long align) => (value + align - 1) / align * align;
}

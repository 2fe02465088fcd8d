using System.Numerics;

namespace Barelane.Core.Sizing;

/// <summary>
/// The 64-bit window of a VM with OVMF (edk2-stable202211 and later), and whether devices fit into it. A sum of sizes is not enough:
/// alignment decides. Pure. Source: tianocore/edk2, PlatformInitLib and PciHotPlugInit.c; checked against 13 machines that were booted.
/// </summary>
public static class OvmfWindow
{
    /// <summary>The window where the guest's address width is not trusted, and that of older firmware.</summary>
    public const long Classic = 32L << 30;

    /// <summary>The largest window that the firmware takes as an option.</summary>
    public const long LargestOption = 16L << 40;

    /// <summary>The widest guest address that the firmware uses with four levels of page tables.</summary>
    public const int WidestBits = 46;

    /// <summary>What the small BARs of emulated devices on the root bus take at most, in bytes: 16 KiB each.</summary>
    public const long SmallBars = 1L << 20;

    /// <summary>The window in bytes for a guest whose addresses are so wide.</summary>
    /// <param name="bits">The guest's physical address bits.</param>
    /// <param name="isIntel">Whether the guest's CPU says that it is Intel's: 36 and 39 bits are believed of Intel's, 40 of others'.</param>
    public static long OfBits(int bits, bool isIntel) =>
        bits >= 41 || (isIntel ? bits is 36 or 39 : bits == 40) ? 1L << (Math.Min(bits, WidestBits) - 3) : Classic;

    /// <summary>The width at which the window has this size, a power of two; never one that the firmware would not believe.</summary>
    public static int BitsFor(long window) => Math.Max(41, BitOperations.Log2((ulong)window) + 3);

    /// <summary>How far the devices reach into the window, in bytes from its start; may be more than the window holds.</summary>
    public static long Reach(IReadOnlyList<PortLoad> ports, long window)
    {
        // What the firmware keeps for every root port that could get a device while the VM runs, an empty one too.
        var reserve = window > Classic ? (long)BitOperations.RoundUpToPowerOf2((ulong)window / 256) : 0;
        var offset = 0L;
        // Among ports of one alignment the order is not told; the one that wastes most is counted.
        foreach (var port in ports.OrderByDescending(p => Math.Max(p.Largest, reserve)).ThenByDescending(p => Waste(p, reserve)))
        {
            var align = Math.Max(port.Largest, reserve);
            offset = AlignUp(offset, align) + Math.Max(Need(port), reserve);
        }

        return offset;
    }

    /// <summary>Whether the devices fit with room for the small BARs of emulated ones; a window that is exactly full does not do.</summary>
    public static bool Fits(IReadOnlyList<PortLoad> ports, long window) => Reach(ports, window) + SmallBars <= window;

    /// <summary>The smallest window into which the devices fit, a power of two in bytes; null where none that the firmware can make is large enough.</summary>
    public static long? Smallest(IReadOnlyList<PortLoad> ports)
    {
        for (var window = Classic; window <= LargestOption; window *= 2)
        {
            if (Fits(ports, window))
            {
                return window;
            }
        }

        return null;
    }

    private static long Need(PortLoad port)
    {
        var need = 0L;
        foreach (var bar in port.Bars.OrderDescending())
        {
            need = AlignUp(need, bar) + bar;
        }

        return need;
    }

    private static long Waste(PortLoad port, long reserve)
    {
        var need = Math.Max(Need(port), reserve);
        return AlignUp(need, Math.Max(port.Largest, reserve)) - need;
    }

    private static long AlignUp(long value, long align) => align == 0 ? value : (value + align - 1) / align * align;
}

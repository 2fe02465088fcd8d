using System.Globalization;

namespace Barelane.VSphere.Planning;

/// <summary>What the names of NVIDIA's profiles say: <c>nvidia_a40-8q</c> holds 8 GiB.</summary>
internal static class SliceNames
{
    /// <summary>Framebuffer of a slice in MiB, as its profile's name says; null where it says none.</summary>
    public static long? MemoryMiB(string profile)
    {
        var digits = profile[(profile.LastIndexOf('-') + 1)..].TrimEnd('q', 'c', 'a', 'b', 'Q', 'C', 'A', 'B', 'm', 'e');
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size * 1024L : null;
    }
}

using System.Globalization;

namespace Barelane.Remote.Protocol.Leasing;

/// <summary>Amounts of memory as people read them.</summary>
public static class MemoryText
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>In the largest unit that leaves at least 1, with one digit behind the point where it is not whole: <c>11.5 GiB</c>.</summary>
    public static string Of(ulong bytes)
    {
        var (amount, unit) = ((double)bytes, 0);
        while (amount >= 1024 && unit < Units.Length - 1)
        {
            (amount, unit) = (amount / 1024, unit + 1);
        }

        return $"{Math.Round(amount, 1).ToString(CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>Reads a size with its unit, such as <c>4GiB</c>; false for anything else, and for 0.</summary>
    public static bool TryParse(string text, out ulong bytes)
    {
        bytes = 0;
        for (var unit = 1; unit < Units.Length; unit++)
        {
            var size = 1UL << (10 * unit);
            if (text.EndsWith(Units[unit], StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(0, text.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= ulong.MaxValue / size)
            {
                bytes = count * size;
                return true;
            }
        }

        return false;
    }

    /// <summary>Of one device: <c>4 GiB</c>, or <c>whole</c> for 0.</summary>
    public static string OfShare(ulong bytes) => bytes == 0 ? "whole" : Of(bytes);

    /// <summary>What is asked for: <c>2 devices with 4 GiB each</c>, <c>1 whole device</c>.</summary>
    public static string OfWish(int devices, ulong bytes)
    {
        var noun = devices == 1 ? "device" : "devices";
        return bytes == 0 ? $"{devices} whole {noun}" : $"{devices} {noun} with {Of(bytes)}{(devices == 1 ? "" : " each")}";
    }
}

using System.Globalization;

namespace Barelane.Core.Rules;

/// <summary>vSphere's virtual hardware versions as numbers.</summary>
internal static class HardwareVersion
{
    /// <summary>The number of <c>vmx-19</c>; null for anything else.</summary>
    public static int? Parse(string text) => text.StartsWith("vmx-", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    /// <summary>How many PCI passthrough devices the version can hold (the config option's limit), and how many are documented as supported.</summary>
    public static (int Limit, int Documented) MaxDevices(int version) => version switch
    {
        < 15 => (16, 6),
        < 20 => (16, 16),
        20 => (128, 32),
        _ => (128, 128),
    };

    /// <summary>How many vGPUs the version can hold.</summary>
    public static int MaxSlices(int version) => version switch
    {
        < 11 => 0,
        < 15 => 1,
        < 20 => 4,
        20 => 8,
        _ => 16,
    };
}

using System.Globalization;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Planning;

/// <summary>Virtual hardware versions (<c>vmx-19</c>) and what needs which (limits as in VMware's config options and KB 309986).</summary>
internal static class HardwareVersion
{
    /// <summary>The first with Dynamic DirectPath I/O.</summary>
    public const int Dynamic = 17;

    /// <summary>The first with device groups.</summary>
    public const int Groups = 20;

    /// <summary>The number of the VM's version; null where it is not known.</summary>
    public static int? Of(Vm vm) => vm.HardwareVersion.TryGet(out var text) ? Number(text) : null;

    /// <summary>The number in a version's name; null for any other text.</summary>
    public static int? Number(string? name) => name is not null && name.StartsWith("vmx-", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    /// <summary>The version's name.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"vmx-{number:00}");

    /// <summary>What a number of fixed functions needs: 16 up to vmx-19, 64 with vmx-20, 128 with vmx-21.</summary>
    public static int ForFixed(int functions) => functions switch
    {
        <= 16 => 9,
        <= 64 => 20,
        _ => 21,
    };

    /// <summary>What a number of described functions needs.</summary>
    public static int ForDynamic(int functions) => Math.Max(Dynamic, ForFixed(functions));

    /// <summary>What a number of slices needs: one from vmx-11, four from vmx-15, eight from vmx-20, sixteen from vmx-21.</summary>
    public static int ForSlices(int slices) => slices switch
    {
        <= 1 => 11,
        <= 4 => 15,
        <= 8 => 20,
        _ => 21,
    };
}

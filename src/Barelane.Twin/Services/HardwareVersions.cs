using System.Globalization;
using Barelane.Twin.Schema;

namespace Barelane.Twin.Services;

/// <summary>Virtual hardware versions: which a host can run, and what each allows (§2.6).</summary>
internal static class HardwareVersions
{
    private static readonly (ApiVersion Since, int Version)[] Newest =
    [
        (new(9, 0, 0, 0), 22), (new(8, 0, 2, 0), 21), (new(8, 0, 0, 0), 20), (new(7, 0, 2, 0), 19), (new(7, 0, 1, 0), 18),
        (new(7, 0, 0, 0), 17), (new(6, 7, 2, 0), 15), (new(6, 7, 0, 0), 14), (new(6, 5, 0, 0), 13),
    ];

    private static readonly int[] All = [10, 11, 13, 14, 15, 17, 18, 19, 20, 21, 22];

    public static int NewestFor(ApiVersion api) => Newest.First(n => n.Since <= api).Version;

    public static IEnumerable<int> SupportedBy(ApiVersion api) => All.Where(v => v <= NewestFor(api));

    public static string Name(int version) => string.Create(CultureInfo.InvariantCulture, $"vmx-{version}");

    public static int MaxPciDevices(int version) => version >= 20 ? 128 : 16;

    public static int MaxVgpus(int version) => version switch
    {
        >= 21 => 16,
        20 => 8,
        >= 15 => 4,
        >= 11 => 1,
        _ => 0,
    };

    /// <summary>The oldest version that knows a backing type.</summary>
    public static int NeededFor(string backingType) => backingType switch
    {
        "VirtualPCIPassthroughDynamicBackingInfo" => 17,
        "VirtualPCIPassthroughVmiopBackingInfo" => 11,
        "VirtualPCIPassthroughDvxBackingInfo" => 20,
        _ => 7,
    };
}

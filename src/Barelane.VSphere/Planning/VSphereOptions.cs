using System.Collections.Frozen;

namespace Barelane.VSphere.Planning;

/// <summary>
/// The advanced options (extraConfig keys) that Barelane reads, in the one spelling that it uses. No other key is ever read, recorded or
/// journalled: <c>guestinfo.*</c> above all can hold secrets.
/// </summary>
public static class VSphereOptions
{
    /// <summary>Whether the guest's devices are mapped above 4 GiB: <c>TRUE</c>.</summary>
    public const string Use64BitMmio = "pciPassthru.use64bitMMIO";

    /// <summary>Size of the 64-bit MMIO window in GiB, a power of two.</summary>
    public const string MmioSizeGb = "pciPassthru.64bitMMIOSizeGB";

    private const string MarkPrefix = "barelane.";
    private const string MadePrefix = "barelane.made.";
    private const string DevicePrefix = "pciPassthru";
    private const string MsiSuffix = ".msiEnabled";
    private const string PresentSuffix = ".present";

    private static readonly FrozenDictionary<string, string> Named = new[]
    {
        Use64BitMmio, MmioSizeGb, "pciPassthru.allowP2P", "pciPassthru.RelaxACSforP2P", "pciPassthru.vmiop.allowViommu",
        "pciPassthru.vmiop.enableViommu", "hypervisor.cpuid.v0", "svga.present", "pciHole.start", "vvtd.enable",
        "amd.iommu.supportsPcip", "maintenance.vm.evacuation.poweroff",
    }.ToFrozenDictionary(k => k, StringComparer.OrdinalIgnoreCase);

    /// <summary>Parts of the mark.</summary>
    public static FrozenSet<string> MarkParts { get; } = FrozenSet.Create(StringComparer.Ordinal, "document", "owner", "run", "cards", "version");

    /// <summary>Parts of what a VM was made from.</summary>
    public static FrozenSet<string> MadeParts { get; } = FrozenSet.Create(StringComparer.Ordinal, "path", "template", "disk-gib", "storage", "network");

    /// <summary>The option that holds a part of the mark.</summary>
    public static string MarkKey(string part) => MarkPrefix + part;

    /// <summary>The option that holds a part of what the VM was made from.</summary>
    public static string MadeKey(string part) => MadePrefix + part;

    /// <summary>The spelling Barelane uses for a key that it reads, whatever its case on the hypervisor; null for a key that it does not read.</summary>
    public static string? Canonical(string key)
    {
        if (Named.TryGetValue(key, out var named))
        {
            return named;
        }

        if (key.StartsWith(MarkPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var lower = key.ToLowerInvariant();
            var isMade = lower.StartsWith(MadePrefix, StringComparison.Ordinal);
            var part = lower[(isMade ? MadePrefix : MarkPrefix).Length..];
            return (isMade ? MadeParts : MarkParts).Contains(part) ? lower : null;
        }

        return IndexOf(key, MsiSuffix) is { } msi ? DevicePrefix + msi + MsiSuffix
            : IndexOf(key, PresentSuffix) is { } present ? DevicePrefix + present + PresentSuffix
            : null;
    }

    /// <summary>Whether Barelane may write the key as an option (the marks are fields of their own).</summary>
    public static bool IsOwned(string key) => key is Use64BitMmio or MmioSizeGb || (IsMsi(key) && Canonical(key) == key);

    /// <summary>Whether the key is <c>pciPassthruN.msiEnabled</c>, a workaround for ESXi 5.x that does harm later.</summary>
    public static bool IsMsi(string key) => IndexOf(key, MsiSuffix) is not null;

    /// <summary>The N of <c>pciPassthruN.suffix</c>; null for any other key.</summary>
    private static string? IndexOf(string key, string suffix)
    {
        if (!key.StartsWith(DevicePrefix, StringComparison.OrdinalIgnoreCase) || !key.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            || key.Length <= DevicePrefix.Length + suffix.Length)
        {
            return null;
        }

        var index = key[DevicePrefix.Length..^suffix.Length];
        return index.Length <= 3 && index.All(char.IsAsciiDigit) ? index : null;
    }
}

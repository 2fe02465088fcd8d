namespace Barelane.Core.Rules.Vms;

/// <summary>Keys of devices that stayed behind in a VM's options.</summary>
internal static class LeftOver
{
    /// <summary>The keys <c>pciPassthruN…suffix</c> whose value is FALSE, in order.</summary>
    public static IReadOnlyList<string> Keys(IReadOnlyDictionary<string, string> options, string suffix) => [.. options
        .Where(o => o.Key.StartsWith("pciPassthru", StringComparison.OrdinalIgnoreCase) && o.Key.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            && o.Value.Equals("FALSE", StringComparison.OrdinalIgnoreCase))
        .Select(o => o.Key)
        .Order(StringComparer.Ordinal)];
}

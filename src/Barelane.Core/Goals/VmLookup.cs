using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>Finds VMs by what people write.</summary>
public static class VmLookup
{
    /// <summary>
    /// Every VM that answers to the text: the whole path, the end of a path after a slash, or the name; without regard to case only
    /// where no exact match exists. More than one is an ambiguity that the caller has to refuse.
    /// </summary>
    public static IReadOnlyList<Vm> Find(SiteInventory site, string text)
    {
        var exact = Match(site, text, StringComparison.Ordinal);
        return exact.Count > 0 ? exact : Match(site, text, StringComparison.OrdinalIgnoreCase);
    }

    private static List<Vm> Match(SiteInventory site, string text, StringComparison how)
    {
        var whole = site.Vms.Where(v => string.Equals(v.Path, text, how)).ToList();
        var end = "/" + text;
        return whole.Count > 0
            ? whole
            : [.. site.Vms.Where(v => string.Equals(v.Name, text, how) || v.Path.EndsWith(end, how)).OrderBy(v => v.Path, StringComparer.Ordinal)];
    }
}

using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>
/// Finds the VMs of one site by what people write. Whatever a text means ends with the same word, so that an index by last words, made on first use,
/// leaves few VMs to be looked at.
/// </summary>
/// <param name="site">The site.</param>
internal sealed class VmLookup(SiteInventory site)
{
    private readonly Lazy<Dictionary<string, List<Vm>>> _byLastWord = new(() => Index(site.Vms));

    /// <inheritdoc cref="FleetInventory.VmsNamed"/>
    public IReadOnlyList<Vm> Find(string text)
    {
        if (!_byLastWord.Value.TryGetValue(LastWord(text), out var vms))
        {
            return [];
        }

        var exact = Match(vms, text, StringComparison.Ordinal);
        return exact.Count > 0 ? exact : Match(vms, text, StringComparison.OrdinalIgnoreCase);
    }

    private static List<Vm> Match(List<Vm> vms, string text, StringComparison how)
    {
        var whole = vms.Where(v => string.Equals(v.Path, text, how)).ToList();
        var end = "/" + text;
        return whole.Count > 0
            ? whole
            : [.. vms.Where(v => string.Equals(v.Name, text, how) || v.Path.EndsWith(end, how)).OrderBy(v => v.Path, StringComparer.Ordinal)];
    }

    private static Dictionary<string, List<Vm>> Index(IReadOnlyList<Vm> vms)
    {
        var index = new Dictionary<string, List<Vm>>(vms.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var vm in vms)
        {
            var (path, name) = (LastWord(vm.Path), LastWord(vm.Name));
            Add(path, vm);
            if (!string.Equals(path, name, StringComparison.OrdinalIgnoreCase))
            {
                Add(name, vm);
            }
        }

        return index;

        void Add(string word, Vm vm)
        {
            if (!index.TryGetValue(word, out var bearers))
            {
                index.Add(word, bearers = []);
            }

            bearers.Add(vm);
        }
    }

    private static string LastWord(string text) => text[(text.LastIndexOf('/') + 1)..];
}

using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Cli.Commands;

/// <summary>Finds the host that <c>drain</c> and <c>return</c> are about.</summary>
internal static class HostArgument
{
    /// <summary>The host of a name, with or without its site's alias.</summary>
    public static Host Find(FleetInventory fleet, string name)
    {
        var found = fleet.Hosts.Where(h => Matches(h.Name, name) || Matches(fleet.NameOf(h.Ref), name) || Matches(h.Name.Split('.')[0], name)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UsageException($"No site of the document has a host '{name}'.{Nearest.Hint(name, fleet.Hosts.Select(h => h.Name))}"),
            _ => throw new UsageException($"'{name}' is the name of {found.Count} hosts; write one of {string.Join(", ", found.Select(h => $"'{fleet.NameOf(h.Ref)}'"))}."),
        };
    }

    private static bool Matches(string name, string typed) => string.Equals(name, typed, StringComparison.OrdinalIgnoreCase);
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Planning;

/// <summary>
/// Barelane's VM-host rule: one for each VM with a fixed card in a cluster with load balancing, so that DRS and colleagues see where it
/// has to run. It is a preference ("should run on"): the fixed card itself binds the VM, and a preference never stands in the way of a
/// move, an undo or a maintenance. Rule, VM group and host group carry names made of the VM's id, which is unique and does not change.
/// </summary>
public static class HostRule
{
    /// <summary>What <see cref="PlacementRule.Kind"/> says of a rule that binds VMs to hosts.</summary>
    public const string Kind = "on-hosts";

    /// <summary>The rule's name in the cluster.</summary>
    public static string NameFor(string vmId) => "barelane-" + vmId;

    /// <summary>The name of the rule's VM group.</summary>
    public static string VmGroupFor(string vmId) => NameFor(vmId) + "-vm";

    /// <summary>The name of the rule's host group.</summary>
    public static string HostGroupFor(string vmId) => NameFor(vmId) + "-host";

    /// <summary>The host the rule names, as the field <see cref="VSphereFields.HostRule"/> says it; more than one are joined by commas.</summary>
    internal static Observed<string> Read(FleetInventory fleet, Vm vm)
    {
        var clusters = fleet.SiteOf(vm.Ref).Clusters;
        var name = NameFor(vm.Ref.Id);
        foreach (var rule in clusters.SelectMany(c => c.Rules.Or([])))
        {
            if (rule.Enabled && rule.Kind == Kind && string.Equals(rule.Name, name, StringComparison.Ordinal))
            {
                return rule.Hosts.Count > 0
                    ? Observed.Read(string.Join(',', rule.Hosts.Select(h => h.Id).Order(StringComparer.Ordinal)))
                    : Observed<string>.Unreadable($"The rule '{name}' names no host that was inspected.");
            }
        }

        var own = vm.Host is { } host && fleet.Host(host) is { } known ? fleet.ClusterOf(known) : null;
        return own is null || own.Rules.IsKnown ? Observed<string>.Absent : own.Rules.Map(_ => "");
    }
}

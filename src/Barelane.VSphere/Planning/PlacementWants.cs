using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Wants about where the VM is: on the host of a fixed card, with a rule that says so; otherwise on a host that can serve it.</summary>
internal static class PlacementWants
{
    /// <summary>Adds the wants; true if the VM has to be moved.</summary>
    public static bool Add(Proposing p, WayVariant variant, Func<Host, bool> serves)
    {
        var fine = variant == WayVariant.DirectFixed ? [] : p.Reach
            .Where(h => h.Ref != p.Host.Ref && (p.IsPlacedByCluster || serves(h)))
            .Select(h => (string?)h.Ref.Id)
            .Order(StringComparer.Ordinal)
            .ToList();
        p.WantOfVm(Field.Placement, p.Host.Ref.Id, variant == WayVariant.DirectFixed ? "the card is in this host" : "this host can serve the VM", fine);
        if (variant == WayVariant.DirectFixed && p.Question.Site.ManagesFleet && p.Cluster is { } cluster && cluster.LoadBalancing.Or(false))
        {
            p.WantOfVm(VSphereFields.HostRule, p.Host.Ref.Id, "the card is in this host; the rule tells DRS and colleagues");
        }

        return p.Vm is { } vm && vm.Host != p.Host.Ref && !fine.Contains(vm.Host?.Id, StringComparer.Ordinal);
    }

    /// <summary>What stands in the way of a move, as far as the inventory tells.</summary>
    public static void CheckMove(Proposing p, IReadOnlyList<Backing> wanted)
    {
        var vm = p.Vm!;
        var unreached = vm.Storage.Where(s => !p.Host.Storage.Contains(s, StringComparer.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (unreached.Count > 0 && p.Host.Storage.Count > 0)
        {
            p.Block("VSPHERE-MOVE-001", vm.Ref, $"'{p.Host.Name}', which has the card, does not reach {Names(unreached)}, where the VM is stored.",
                "Storage that the VM's new host reaches", "The VM is moved to the card's host while it is off; its files stay where they are.",
                "Migrate the VM's storage to a datastore that both hosts reach (Migrate > Change storage only), or choose a card in a host that reaches it.",
                "vSphere 8.0, vCenter Server and Host Management: cold migration");
        }

        var missing = vm.Networks.Where(n => !p.Host.Networks.Contains(n, StringComparer.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0 && p.Host.Networks.Count > 0)
        {
            p.Block("VSPHERE-MOVE-002", vm.Ref, $"'{p.Host.Name}', which has the card, does not offer {Names(missing)}, to which the VM is connected.",
                "Networks that the VM's new host offers", "The VM would come up on its new host without these networks.",
                "Add the port group to the host (host > Configure > Virtual switches), or choose a card in a host that offers it.",
                "vSphere 8.0, vCenter Server and Host Management: cold migration");
        }

        var given = AttachedWants.GivenBefore(p);
        var staying = vm.Attached.Or([]).Select(a => a.Backing)
            .Where(b => Backing.Parse(b) is FixedBacking && !given.Contains(b) && wanted.All(w => w.ToString() != b))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (staying.Count > 0)
        {
            p.Block("VSPHERE-MOVE-003", vm.Ref, $"The VM also has {Names(staying)}, which this document did not give it and which stays behind.",
                "All fixed devices of a VM in one host", "A fixed device names its host; on another host the VM does not power on ('The systemId does not match the current system').",
                "Take the device off the VM first (Edit Settings), or choose a card in the host that has it.", "Broadcom KB 2001216");
        }
    }

    private static string Names(IReadOnlyList<string> ids) => string.Join(", ", ids.Select(i => $"'{i}'"));
}

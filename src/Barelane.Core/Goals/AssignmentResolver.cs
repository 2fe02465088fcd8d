using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Core.Goals;

/// <summary>
/// Turns a document's names into objects and chooses cards. Pure. A card that another VM holds is free for this document only if
/// that VM gives it back in the same plan (<paramref name="releasing"/>).
/// </summary>
/// <param name="fleet">What was inspected.</param>
/// <param name="releasing">VMs whose cards this plan takes back, with the functions it takes.</param>
public sealed class AssignmentResolver(FleetInventory fleet, IReadOnlyDictionary<ObjectRef, IReadOnlyList<ObjectRef>> releasing)
{
    private readonly HashSet<ObjectRef> _taken = [];
    private readonly List<Finding> _findings = [];
    private readonly FleetInventory _fleet = WithReleased(fleet, releasing);
    private readonly HashSet<ObjectRef> _holders = [];

    /// <summary>Resolves every assignment; each that can't be resolved gives one blocking finding.</summary>
    public Resolution Resolve(Document document)
    {
        _holders.UnionWith(_fleet.Hosts.SelectMany(h => h.Devices).SelectMany(d => d.HeldBy));

        // Cards a VM holds already are never given to an assignment that merely stands earlier in the file.
        var resolved = new ResolvedAssignment?[document.Assignments.Count];
        var order = Enumerable.Range(0, resolved.Length).OrderBy(i => Precedence(document, document.Assignments[i])).ThenBy(i => i);
        foreach (var i in order)
        {
            resolved[i] = ResolveOne(document, document.Assignments[i]);
        }

        return new Resolution([.. resolved.OfType<ResolvedAssignment>()], _findings);
    }

    private int Precedence(Document document, Assignment assignment)
    {
        var vms = _fleet.VmsOf(document.Name, assignment);
        var holds = vms is [var vm] && _holders.Contains(vm.Ref);
        return holds ? 0 : assignment.Gpu.Address is not null || assignment.Gpu.Serial is not null ? 1 : 2;
    }

    private ResolvedAssignment? ResolveOne(Document document, Assignment assignment)
    {
        if (SiteOf(assignment) is not { } site)
        {
            return Refuse("GOAL-SITE-001", new ObjectRef(ObjectKind.Site, "", assignment.SiteAlias), assignment,
                $"The document names no site '{assignment.SiteAlias}' that was inspected.{Nearest.Hint(assignment.SiteAlias, _fleet.Sites.Select(s => s.Site.Alias))}",
                "An assignment's VM starts with the alias of a site of its document", "Write 'alias/name'; the aliases stand under 'sites:'.");
        }

        var vms = _fleet.VmsOf(document.Name, assignment);
        if (vms.Count > 1)
        {
            return Refuse("GOAL-VM-002", site.Site.Ref, assignment,
                $"{vms.Count} VMs answer to '{assignment.VmName}': {string.Join(", ", vms.Select(v => $"'{v.Path}'"))}.",
                "One VM", "Write the path that is meant, with the site's alias before it.");
        }

        var vm = vms.Count == 1 ? vms[0] : null;
        if (vm is null && assignment.Create is null)
        {
            return Refuse("GOAL-VM-001", site.Site.Ref, assignment,
                $"'{site.Site.Alias}' has no VM '{assignment.VmName}'.{Nearest.Hint(assignment.VmName, site.Vms.Select(v => v.Name))}",
                "The VM exists, or the assignment says what to create it from", "Correct the name, or add 'create:' to the assignment.");
        }

        return assignment.Way switch
        {
            Way.Direct => ResolveDirect(document, assignment, site, vm),
            Way.Shared => ResolveShared(document, assignment, site, vm),
            _ => ResolveRemote(document, assignment, site, vm),
        };
    }

    private ResolvedAssignment? ResolveDirect(Document document, Assignment assignment, SiteInventory site, Vm? vm)
    {
        var selector = assignment.Gpu;
        var choice = new CardChoice(_fleet, site, selector, vm, _taken);
        var chosen = choice.Choose();
        if (chosen is not { } found)
        {
            return RefuseCard(assignment, site, vm, choice);
        }

        // A drive is not its neighbour: a choice among equals would be a choice of data.
        var onHost = choice.Matches.Where(m => m.Host.Ref == found.Host.Ref && !m.Device.IsGpu && m.Device.HeldBy.Count == 0).ToList();
        if (onHost.Count > selector.Count && selector.Address is null && selector.Serial is null && !found.Devices.All(d => vm is not null && d.HeldBy.Contains(vm.Ref)))
        {
            return Refuse("GOAL-GPU-003", found.Host.Ref, assignment,
                $"{onHost.Count} devices of '{found.Host.Name}' fit '{selector}' and can't be told apart: {string.Join(", ", onHost.Select(m => m.Device.Address))}.",
                "One device, named by address or serial number", "Write 'address:' or 'serial:' instead.");
        }

        var gpus = found.Devices.OrderBy(d => d.Address).Select(d => Gpu.Of(found.Host, d)).ToList();
        _taken.UnionWith(gpus.SelectMany(g => g.Functions).Select(d => d.Ref));
        return Resolved(document, assignment, site, vm, found.Host) with { Gpus = gpus };
    }

    /// <summary>A VM that uses a pool may be on any host, and keeps its place.</summary>
    private ResolvedAssignment? ResolveRemote(Document document, Assignment assignment, SiteInventory site, Vm? vm)
    {
        var host = (vm?.Host is { } on ? _fleet.Host(on) : null) ?? (site.Hosts is [var first, ..] ? first : null);
        return vm is null || host is null
            ? Refuse("GOAL-WAY-001", site.Site.Ref, assignment, $"'{assignment.VmName}' does not exist yet, and the way 'remote' was asked for.",
                "A VM that exists, with a system in it that the driver can be put into", "Make the VM first, and leave out 'create:'.")
            : Resolved(document, assignment, site, vm, host);
    }

    private ResolvedAssignment? ResolveShared(Document document, Assignment assignment, SiteInventory site, Vm? vm)
    {
        var profile = assignment.Gpu.Profile ?? assignment.Gpu.Group;
        var hosts = site.Hosts
            .Where(h => assignment.Gpu.Host is null || string.Equals(h.Name, assignment.Gpu.Host, StringComparison.OrdinalIgnoreCase))
            .Select(h => (Host: h, Profile: h.Profiles.Or([]).FirstOrDefault(p => Means(p, profile))))
            .Where(h => h.Profile is not null)
            .OrderBy(h => vm?.Host == h.Host.Ref ? 0 : 1)
            .ThenByDescending(h => h.Profile!.Free.Or(0))
            .ThenBy(h => h.Host.Name, StringComparer.Ordinal)
            .ToList();
        if (hosts.Count == 0 && WaitingHost(site, assignment.Gpu, profile, vm) is { } waiting)
        {
            return Resolved(document, assignment, site, vm, waiting);
        }

        if (hosts.Count == 0)
        {
            var known = site.Hosts.SelectMany(h => h.Profiles.Or([])).Select(p => p.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var offer = known.Count == 0 ? "No host offers any profile." : Nearest.Hint(profile ?? "", known) is { Length: > 0 } near ? near.TrimStart() : $"Offered are: {string.Join(", ", known)}.";
            return Refuse("GOAL-GPU-002", site.Site.Ref, assignment, $"No host of '{site.Site.Alias}' offers the profile '{profile}'. {offer}",
                "A profile that a host offers", "Choose one of the profiles that 'barelane inspect' lists.");
        }

        // The hypervisor's own name is the one that plans and marks carry.
        var named = assignment.Gpu.Profile is null ? assignment : assignment with { Gpu = assignment.Gpu with { Profile = hosts[0].Profile!.Name } };
        return Resolved(document, named, site, vm, hosts[0].Host);
    }

    /// <summary>
    /// A host that tells no such profile only because it has yet to be changed: the plan changes it and checks before the VM is touched that the profile
    /// is offered then.
    /// </summary>
    private static Host? WaitingHost(SiteInventory site, GpuSelector selector, string? profile, Vm? vm) => selector.Profile is null ? null : site.Hosts
        .Where(h => selector.Host is null || string.Equals(h.Name, selector.Host, StringComparison.OrdinalIgnoreCase))
        .Select(h => (Host: h, Cards: SliceCards.Waiting(h, selector, profile!).Count))
        .Where(h => h.Cards > 0)
        .OrderBy(h => vm?.Host == h.Host.Ref ? 0 : 1)
        .ThenByDescending(h => h.Cards)
        .ThenBy(h => h.Host.Name, StringComparer.Ordinal)
        .Select(h => h.Host)
        .FirstOrDefault();

    private static bool Means(SliceProfile profile, string? name) => string.Equals(profile.Name, name, StringComparison.Ordinal)
        || (profile.Title.Length > 0 && string.Equals(profile.Title, name, StringComparison.Ordinal));

    private ResolvedAssignment Resolved(Document document, Assignment assignment, SiteInventory site, Vm? vm, Host host) => new()
    {
        Assignment = assignment,
        Document = document.Name,
        Site = site.Site,
        Vm = vm,
        VmRef = vm?.Ref ?? NewVmRef.Of(site.Site.Ref.Site, document.Name, assignment.VmName),
        Host = host,
    };

    private ResolvedAssignment? RefuseCard(Assignment assignment, SiteInventory site, Vm? vm, CardChoice choice)
    {
        string observed;
        if (choice.Matches.Count == 0)
        {
            var models = site.Hosts.SelectMany(h => h.Devices).Where(d => d.IsGpu).Select(d => d.Name).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
            observed = $"No device of '{site.Site.Alias}' fits '{assignment.Gpu}'."
                + (Nearest.Hint(assignment.Gpu.Model ?? "", models) is { Length: > 0 } near ? near : models.Count == 0 ? " No host shows a GPU." : $" There are: {string.Join(", ", models.Order(StringComparer.Ordinal))}.");
        }
        else
        {
            var states = choice.Matches.Take(4).Select(m => $"{m.Host.Name} {m.Device.Address} is {Describe(m.Device)}");
            observed = $"{choice.Matches.Count} of '{site.Site.Alias}' fit '{assignment.Gpu}', but no host has {assignment.Gpu.Count} free: {string.Join("; ", states)}.";
        }

        // A card that was put into another slot, or exchanged, while its VM was off.
        if (vm is not null && OrphanSearch.MissingCards(_fleet, vm).FirstOrDefault() is { } missing)
        {
            return Refuse("GOAL-GPU-001", site.Site.Ref, assignment, $"{observed} '{vm.Name}' has '{missing.Backing}', and no such card is at that place.", $"{Amount.Of(assignment.Gpu.Count, "free device")} on one host",
                $"'barelane rebind {assignment.Vm}' plans to point it at its card's new place; then write that place into the document.");
        }

        return Refuse("GOAL-GPU-001", site.Site.Ref, assignment, observed, $"{Amount.Of(assignment.Gpu.Count, "free device")} on one host",
            "Choose another card, or take one back first (leave it out of the document that gave it).");
    }

    private string Describe(Device device) => _taken.Contains(device.Ref)
        ? "taken by another assignment of this document"
        : device.HeldBy.Count > 0
            ? $"held by {string.Join(", ", device.HeldBy.Select(_fleet.NameOf))}"
            : device.State.Or(DeviceState.HostOwned) == DeviceState.NotPossible ? "not possible to pass through" : device.State.ToString();

    private SiteInventory? SiteOf(Assignment assignment) =>
        _fleet.Sites.FirstOrDefault(s => string.Equals(s.Site.Alias, assignment.SiteAlias, StringComparison.Ordinal));

    private ResolvedAssignment? Refuse(string rule, ObjectRef about, Assignment assignment, string observed, string required, string remedy)
    {
        _findings.Add(new Finding
        {
            Rule = rule,
            Severity = Severity.Block,
            Subject = about,
            SubjectName = assignment.Vm,
            Observed = observed,
            Required = required,
            Why = "An assignment is carried out only if there is no doubt which VM and which card it means.",
            Remedy = remedy,
            Source = "docs/reference/document.md",
            Assignment = assignment.Vm,
            Blocks = true,
        });
        return null;
    }

    private static FleetInventory WithReleased(FleetInventory fleet, IReadOnlyDictionary<ObjectRef, IReadOnlyList<ObjectRef>> releasing)
    {
        if (releasing.Count == 0)
        {
            return fleet;
        }

        Device Free(Device device) => device.HeldBy.Any(vm => releasing.GetValueOrDefault(vm)?.Contains(device.Ref) == true)
            ? device with { HeldBy = [.. device.HeldBy.Where(vm => releasing.GetValueOrDefault(vm)?.Contains(device.Ref) != true)] }
            : device;
        return new FleetInventory([.. fleet.Sites.Select(s => s with
        {
            Hosts = [.. s.Hosts.Select(h => h with { Devices = [.. h.Devices.Select(Free)] })],
        })]);
    }
}

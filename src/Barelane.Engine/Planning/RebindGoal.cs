using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>
/// Repairs VMs after a card or a board was exchanged or addresses moved: a VM that points at a card that is not there gets the one of
/// the same model on the same host, if there is no doubt which.
/// </summary>
public static class RebindGoal
{
    /// <summary>The goal for these VMs; a VM whose card can't be told gives a blocking finding.</summary>
    public static Goal From(FleetInventory fleet, string document, IReadOnlyList<Vm> vms, IReadOnlyDictionary<Hypervisor, IWayPlanner> planners)
    {
        var units = new List<GoalUnit>();
        var findings = new List<Finding>();
        var taken = fleet.Vms.SelectMany(v => Sound(fleet, v)).ToHashSet();
        foreach (var vm in vms.OrderBy(v => v.Ref))
        {
            var missing = OrphanSearch.MissingCards(fleet, vm).ToList();
            if (missing.Count == 0)
            {
                continue;
            }

            var name = fleet.NameOf(vm.Ref);
            var wants = new List<Want>();
            foreach (var kind in missing.GroupBy(m => m.Id))
            {
                var host = fleet.Host(vm.Host!.Value)!;
                var fits = host.Devices.Where(d => kind.Key is { } id && (d.Id.Vendor, d.Id.Device) == (id.Vendor, id.Device) && !taken.Contains(d.Ref)).ToList();
                if (fits.Count != kind.Count())
                {
                    findings.Add(PlanFindings.Block("REBIND-CARD-001", vm.Ref, name,
                        $"'{name}' misses {Amount.Of(kind.Count(), "card")} [{kind.Key}]; '{host.Name}' has {fits.Count} that no VM has{(fits.Count == 0 ? "" : ": " + string.Join(", ", fits.Select(f => f.Address)))}.",
                        $"Exactly {kind.Count()}, so that there is no doubt which card took the place", "Name the card in the document ('address:'), and apply it."));
                    continue;
                }

                taken.UnionWith(fits.Select(f => f.Ref));
                wants.AddRange(kind.Select(m => new Want { Target = vm.Ref, Field = Field.Attached(m.Backing), Value = null, Unit = name, Reason = "its card is not there any more" }));
                wants.AddRange(Proposed(fleet, document, planners, vm, host, [.. fits.Select(d => Gpu.Of(host, d))]).Select(w => w with { Unit = name }));
            }

            if (wants.Count > 0)
            {
                units.Add(new GoalUnit { Id = name, Wants = [.. WithMark(fleet, planners, vm, missing, wants).DistinctBy(w => (w.Target, w.Field))] });
            }
        }

        return new Goal { Verb = "rebind", Document = document, Units = units, Findings = findings };
    }

    /// <summary>The mark goes on naming the VM's other cards; a VM without a mark gets none by a repair.</summary>
    private static IEnumerable<Want> WithMark(
        FleetInventory fleet, IReadOnlyDictionary<Hypervisor, IWayPlanner> planners, Vm vm, IReadOnlyList<AttachedDevice> missing, IReadOnlyList<Want> wants)
    {
        var planner = planners[fleet.SiteOf(vm.Ref).Site.Hypervisor];
        var marked = planner.Read(fleet, vm.Ref, Marks.Document).HasValue;
        var others = Marks.ParseCards(planner.Read(fleet, vm.Ref, Marks.Cards).Or("")).Except(missing.Select(m => m.Backing), StringComparer.Ordinal);
        return wants.Where(w => w.Field.Prefix != "mark" || (marked && w.Field != Marks.Document)).Select(w => w.Field != Marks.Cards
            ? w
            : w with { Value = Marks.FormatCards(others.Concat(Marks.ParseCards(w.Value)).Distinct(StringComparer.Ordinal)) });
    }

    private static IEnumerable<Want> Proposed(
        FleetInventory fleet, string document, IReadOnlyDictionary<Hypervisor, IWayPlanner> planners, Vm vm, Host host, IReadOnlyList<Gpu> gpus)
    {
        var site = fleet.SiteOf(vm.Ref).Site;
        var assignment = new Assignment
        {
            Vm = fleet.NameOf(vm.Ref),
            Way = Way.Direct,
            Variant = WayVariant.DirectFixed,
            Gpu = new GpuSelector { Address = gpus[0].Main.Address, Count = gpus.Count },
            PowerOn = vm.Power.Or(PowerState.Off) == PowerState.On,
        };
        return planners[site.Hypervisor].Propose(fleet, new ResolvedAssignment
        {
            Assignment = assignment,
            Document = document,
            Site = site,
            Vm = vm,
            VmRef = vm.Ref,
            Host = host,
            Gpus = gpus,
        }).Wants;
    }

    /// <summary>Functions that a VM has and that are where it looks for them.</summary>
    private static IEnumerable<ObjectRef> Sound(FleetInventory fleet, Vm vm)
    {
        var missing = OrphanSearch.MissingCards(fleet, vm).ToHashSet();
        return vm.Attached.Or([]).Where(a => a.Address is not null && vm.Host is not null && !missing.Contains(a)).Select(a => ObjectRef.Device(vm.Host!.Value, a.Address!.Value));
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit.Conformance;

/// <summary>What is promised of reading.</summary>
internal static class InspectionChecks
{
    private static readonly Field Unheard = new("no-such-field");

    /// <summary>Inventory and probe are of one mind.</summary>
    public static readonly ConformanceCheck AsProbed = new("The probe reads each field as the inventory has it", ProbeAsync);

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("Two inspections of the same site are the same to the last fact", TwiceAsync),
        new("An inspection of one VM brings it with its host and agrees with the whole one in every fact", ScopedAsync),
        new("An inspection of a host brings the host and agrees with the whole one in every fact", ScopedToHostAsync),
        new("Every owned field is known from a whole inspection, or says why not", KnownAsync),
        AsProbed,
        new("Of what is not there the probe says so and keeps the order", AbsentAsync),
    ];

    /// <summary>The VM that the site lets the suite change.</summary>
    public static Vm VmOf(ConformanceSite site, FleetInventory fleet)
    {
        var found = fleet.VmsNamed(fleet.Sites[0].Site.Alias, site.VmName);
        Expect.That(found.Count == 1, $"{found.Count} VMs answer to '{site.VmName}'; promised is one.");
        return found[0];
    }

    private static async Task TwiceAsync(ConformanceSite site, CancellationToken token)
    {
        var first = Structure.Of(await site.Adapter.Source.ReadAsync(InspectScope.Whole, token));
        var second = Structure.Of(await site.Adapter.Source.ReadAsync(InspectScope.Whole, token));
        Expect.Same(first, second, "Two inspections differ");
    }

    private static async Task ScopedAsync(ConformanceSite site, CancellationToken token)
    {
        var whole = await site.Adapter.Source.ReadAsync(InspectScope.Whole, token);
        var vm = VmOf(site, new FleetInventory([whole]));
        foreach (var scope in new[]
        {
            new InspectScope { VmNames = [site.VmName], WithCandidates = true },
            new InspectScope { VmNames = [vm.Path] },
            new InspectScope { Objects = [vm.Ref] },
        })
        {
            var scoped = await site.Adapter.Source.ReadAsync(scope, token);
            Expect.That(scoped.Vms.Any(v => v.Ref == vm.Ref), $"A scope that asks for '{vm.Path}' does not bring it.");
            Expect.That(vm.Host is null || scoped.Hosts.Any(h => h.Ref == vm.Host), $"A scope that asks for '{vm.Path}' does not bring its host.");
            Agree(whole, scoped);
        }
    }

    private static async Task ScopedToHostAsync(ConformanceSite site, CancellationToken token)
    {
        var whole = await site.Adapter.Source.ReadAsync(InspectScope.Whole, token);
        foreach (var host in whole.Hosts)
        {
            var scoped = await site.Adapter.Source.ReadAsync(new InspectScope { Objects = [host.Ref] }, token);
            Expect.That(scoped.Hosts.Any(h => h.Ref == host.Ref), $"A scope that asks for the host '{host.Name}' does not bring it.");
            Agree(whole, scoped);
        }
    }

    private static async Task KnownAsync(ConformanceSite site, CancellationToken token)
    {
        var fleet = await new Journey(site, token).InspectAsync();
        foreach (var (target, field) in Owned(site, fleet))
        {
            var value = site.Adapter.Planner.Read(fleet, target, field);
            Expect.That(value.IsKnown != site.Unseen.Contains(field.Prefix), $"'{field}' of '{fleet.NameOf(target)}' is '{value}'; promised is {(site.Unseen.Contains(field.Prefix) ? "the reason why it can't be read" : "a value, or that it is unset")}.");
            Expect.That(value.IsKnown || value.Note is { Length: > 10 }, $"'{field}' of '{fleet.NameOf(target)}' is '{value}', without a reason.");
        }
    }

    private static async Task ProbeAsync(ConformanceSite site, CancellationToken token)
    {
        var fleet = await new Journey(site, token).InspectAsync();
        var fields = Owned(site, fleet).Concat(Readable(site, fleet)).ToList();
        var seen = await site.Adapter.Probe.ReadAsync(fields, token);
        Expect.That(seen.Count == fields.Count, $"The probe gives {seen.Count} values for {fields.Count} fields.");
        foreach (var ((target, field), value) in fields.Zip(seen))
        {
            var known = site.Adapter.Planner.Read(fleet, target, field);
            Expect.That(known.State == value.State && known.Or("") == value.Or(""), $"'{field}' of '{fleet.NameOf(target)}' is '{known}' in the inventory and '{value}' for the probe.");
        }
    }

    private static async Task AbsentAsync(ConformanceSite site, CancellationToken token)
    {
        var fleet = await new Journey(site, token).InspectAsync();
        var vm = VmOf(site, fleet);
        var nobody = new ObjectRef(ObjectKind.Vm, vm.Ref.Site, "00000000-0000-4000-8000-00000000dead");
        var seen = await site.Adapter.Probe.ReadAsync([(nobody, Field.Exists), (vm.Ref, Field.Exists), (vm.Ref, Unheard), (nobody, Field.Power)], token);
        Expect.That(seen[0].State == ObservedState.Absent, $"A VM that is not there has 'exists' as '{seen[0]}'; promised is that it is unset.");
        Expect.That(seen[1].Or("") == "yes", $"A VM that is there has 'exists' as '{seen[1]}'.");
        Expect.That(seen[2].State == ObservedState.Unreadable && seen[2].Note is { Length: > 10 }, $"A field that does not exist is '{seen[2]}'; promised is that it can't be read, with the reason.");
        Expect.That(seen[3].State == ObservedState.Unreadable, $"The power of a VM that is not there is '{seen[3]}'; promised is that it can't be read.");
        Expect.That(!site.Adapter.Planner.Owns(ObjectKind.Vm, Unheard), "The planner owns a field that does not exist.");
        Expect.That((await site.Adapter.Probe.ReadAsync([], token)).Count == 0, "Nothing was asked, and the probe answers.");
    }

    /// <summary>Owned fields of the VM, of its host, and of what the site's goal is about.</summary>
    private static List<(ObjectRef Target, Field Field)> Owned(ConformanceSite site, FleetInventory fleet)
    {
        var vm = VmOf(site, fleet);
        var common = new (ObjectRef Target, Field Field)[]
        {
            (vm.Ref, Field.Exists), (vm.Ref, Field.Power), (vm.Ref, Field.Placement), (vm.Ref, Field.Firmware), (vm.Ref, Field.HardwareVersion),
            (vm.Ref, Field.ReservationMiB), (vm.Ref, Field.ReservationLocked), (vm.Ref, Field.NestedVirtualization), (vm.Ref, Field.GuestIommu),
            (vm.Ref, Field.RestorePoint("none")), (vm.Ref, Marks.Document), (vm.Ref, Marks.Cards), (vm.Host!.Value, Field.Maintenance),
        };
        return [.. common.Concat(site.GoalOf(fleet).Units.SelectMany(u => u.Wants).Where(w => fleet.Vm(w.Target) is not null || w.Target.Kind != ObjectKind.Vm).Select(w => (w.Target, w.Field)))
            .Where(f => site.Adapter.Planner.Owns(f.Target.Kind, f.Field)).Distinct()];
    }

    private static IEnumerable<(ObjectRef Target, Field Field)> Readable(ConformanceSite site, FleetInventory fleet)
    {
        var host = VmOf(site, fleet).Host!.Value;
        return
        [
            (host, Field.Connection), (host, Field.BootTime), (host, Field.RebootPending), (host, Field.FreeMemoryMiB),
            .. fleet.Host(host)!.Devices.Take(4).SelectMany(d => new[] { (d.Ref, Field.DeviceState), (d.Ref, Field.Label) }),
        ];
    }

    private static void Agree(SiteInventory whole, SiteInventory scoped)
    {
        foreach (var vm in scoped.Vms)
        {
            Expect.Same(Structure.Of(whole.Vms.Single(v => v.Ref == vm.Ref)), Structure.Of(vm), $"The VM '{vm.Name}' is another one in a scoped inspection");
        }

        foreach (var host in scoped.Hosts)
        {
            Expect.Same(Structure.Of(whole.Hosts.Single(h => h.Ref == host.Ref)), Structure.Of(host), $"The host '{host.Name}' is another one in a scoped inspection");
        }

        foreach (var cluster in scoped.Clusters)
        {
            Expect.Same(Structure.Of(whole.Clusters.Single(c => c.Ref == cluster.Ref)), Structure.Of(cluster), $"The cluster '{cluster.Name}' is another one in a scoped inspection");
        }
    }
}

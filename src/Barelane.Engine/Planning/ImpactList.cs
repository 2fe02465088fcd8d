using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>What a plan's own steps cost, joined with what its goal costs.</summary>
internal static class ImpactList
{
    public static IReadOnlyList<Impact> Of(FleetInventory fleet, Goal goal, Work work, IReadOnlyList<Step> steps)
    {
        var touched = steps.Select(s => s.Unit).ToHashSet(StringComparer.Ordinal);
        var impacts = goal.Impacts.Where(i => i.Unit is null || touched.Contains(i.Unit)).ToList();
        foreach (var step in steps)
        {
            impacts.AddRange(OfStep(fleet, work, step));
        }

        impacts.AddRange(work.Hosts.Values.SelectMany(LastDisplays));
        foreach (var change in work.Vms.Values.SelectMany(v => v.Changes).Concat(work.Hosts.Values.SelectMany(h => h.Changes)))
        {
            impacts.AddRange(change.Effect.Consents.Select(c => new Impact
            {
                Consent = c.Name,
                Subject = change.Target,
                SubjectName = work.Vms.TryGetValue(change.Target, out var vm) && vm.Vm is null ? vm.Unit : fleet.NameOf(change.Target),
                Text = c.Text,
                Unit = change.Unit,
            }));
        }

        return [.. impacts
            .DistinctBy(i => (i.Consent, i.Subject, i.Text))
            .OrderBy(i => ConsentOrder(i.Consent)).ThenBy(i => i.SubjectName, StringComparer.Ordinal).ThenBy(i => i.Subject).ThenBy(i => i.Text, StringComparer.Ordinal)];
    }

    private static IEnumerable<Impact> OfStep(FleetInventory fleet, Work work, Step step)
    {
        var vm = step.Target.Kind == ObjectKind.Vm ? work.Vms.GetValueOrDefault(step.Target) : null;
        switch (step.Kind)
        {
            case StepKind.RebootHost:
                yield return New(ConsentNames.HostReboot, $"'{step.TargetName}' is rebooted, because {step.Reason}.");
                break;
            case StepKind.EnterMaintenance:
                yield return New(ConsentNames.HostMaintenance, $"'{step.TargetName}' is taken into maintenance mode, because {step.Reason}.");
                break;
            case StepKind.MoveVm when vm?.Shelter is { } shelter:
                if (step.Changes[0].After == shelter.Id)
                {
                    yield return New(ConsentNames.VmMove, $"'{step.TargetName}' is moved from '{HostName(step.Changes[0].Before)}' to '{HostName(step.Changes[0].After)}' while it runs{(work.Hosts[vm.HostNow!.Value].Leaves ? ", and back when its host is back" : "")}, because {step.Reason}.");
                }

                break;
            case StepKind.MoveVm:
                yield return New(ConsentNames.VmMove, $"'{step.TargetName}' is moved from '{HostName(step.Changes[0].Before)}' to '{HostName(step.Changes[0].After)}', because {step.Reason}.");
                break;
            case StepKind.PowerOffVm:
                yield return New(ConsentNames.VmPowerOff, $"'{step.TargetName}' is shut down, because {step.Reason}.");
                if (vm?.Vm is { } known && known.GuestTools.TryGet(out var tools) && tools != "running")
                {
                    // On KVM the power button is pressed, which needs no agent; elsewhere the guest can't be asked at all.
                    yield return New(ConsentNames.VmHardOff, fleet.SiteOf(step.Target).Site.Hypervisor == Hypervisor.Kvm
                        ? $"'{step.TargetName}' is powered off hard if its guest does not heed the power button: its agent is '{tools}'."
                        : $"'{step.TargetName}' is powered off hard: its guest agent is '{tools}' and can't be asked to shut down.");
                }

                break;
            default:
                break;
        }

        Impact New(string consent, string text) => new()
        {
            Consent = consent,
            Subject = step.Target,
            SubjectName = step.TargetName,
            Text = text,
            Unit = step.Unit,
            IsBystander = vm?.IsBystander ?? false,
        };

        string HostName(string? id) => id is null ? "?" : fleet.Host(new ObjectRef(ObjectKind.Host, step.Target.Site, id))?.Name ?? id;
    }

    /// <summary>
    /// Where no one tells which adapter draws a host's console, one of several may go without it being asked; that all of them go, each for another assignment, shows in the plan alone.
    /// </summary>
    private static IEnumerable<Impact> LastDisplays(HostWork host)
    {
        var goes = host.Changes.Where(c => c is { Effect.Kind: StepKind.ClaimDevice, Target.Kind: ObjectKind.Device, Change.After: not null }).ToLookup(c => c.Target);
        var displays = host.Host.Devices.Where(d => d.IsGpu && d.State.Or(DeviceState.HostOwned) is not (DeviceState.Ready or DeviceState.InUse)).ToList();
        return displays.Count < 2 || !displays.All(d => goes.Contains(d.Ref) && d.IsHostConsole is { State: ObservedState.Inferred, Value: false }) ? [] : displays.Select(d => new Impact
        {
            Consent = ConsentNames.HostConsole,
            Subject = d.Ref,
            SubjectName = $"{host.Host.Name} {d.Address}",
            Text = $"All {displays.Count} display adapters that '{host.Host.Name}' has are taken from it, '{d.Address}' among them: its screen goes dark, and it is reached over the network alone.",
            Unit = goes[d.Ref].First().Unit,
        });
    }

    private static int ConsentOrder(string name)
    {
        var i = 0;
        foreach (var known in Order)
        {
            if (known == name)
            {
                return i;
            }

            i++;
        }

        return i;
    }

    private static readonly string[] Order =
    [
        ConsentNames.HostReboot, ConsentNames.HostMaintenance, ConsentNames.VmPowerOff, ConsentNames.VmHardOff, ConsentNames.VmMove, ConsentNames.Release,
        ConsentNames.FirmwareChange, ConsentNames.HardwareUpgrade, ConsentNames.HostConsole, ConsentNames.WeakenIsolation, ConsentNames.Unsupported,
    ];
}

using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit;

/// <summary>What the fake hypervisor allows, and what comes of it.</summary>
internal static class FakeRules
{
    /// <summary>Why it refuses a step; null where it does not.</summary>
    public static string? Objection(FakeSite site, Step step)
    {
        var vm = step.Target.Kind == ObjectKind.Vm ? site.Vm(step.Target) : null;
        if (step.Target.Kind == ObjectKind.Vm && (vm is null) != (step.Kind == StepKind.CreateVm))
        {
            return vm is null ? "There is no such VM." : "There is a VM of that name.";
        }

        return step.Kind switch
        {
            StepKind.PowerOnVm => CannotStart(site, vm!),
            StepKind.PowerOffVm => vm!.Power == PowerState.Off ? "The VM is off." : null,
            StepKind.MoveVm => vm!.Power == PowerState.On && vm.Attached.Count > 0 ? "A running VM with a card can't move."
                : site.HostOf(new ObjectRef(ObjectKind.Host, FakeSite.Instance, step.Changes[0].After!)).Maintenance ? "The host is in maintenance." : null,
            StepKind.ConfigureVm => vm!.Power == PowerState.On && step.Changes.Any(c => c.Field.Prefix != "mark") ? "The VM runs." : null,
            StepKind.PrepareGuest => vm!.Power == PowerState.Off && step.Changes.Any(c => c.Field.Prefix == "running-guest") ? "The guest does not run." : null,
            StepKind.DeleteVm => vm!.Power == PowerState.On ? "The VM runs." : null,
            StepKind.EnterMaintenance => site.Vms.Any(v => v.Host == step.Target && v.Power == PowerState.On) ? "VMs run on the host." : null,
            _ => null,
        };
    }

    /// <summary>Makes the step's changes at once.</summary>
    public static void Apply(FakeSite site, Step step)
    {
        if (step.Kind == StepKind.RebootHost)
        {
            Reboot(site, site.HostOf(step.Target));
            return;
        }

        if (step.Kind == StepKind.CreateVm)
        {
            site.MakeVm(step.Target, site.HostOf(new ObjectRef(ObjectKind.Host, FakeSite.Instance, step.Changes.Single(c => c.Field == Field.Placement).After!)));
        }

        if (step.Kind == StepKind.DeleteVm)
        {
            site.Vms.Remove(site.Vm(step.Target)!);
            return;
        }

        foreach (var (target, change) in step.AllChanges())
        {
            Write(site, target, change);
        }
    }

    private static void Write(FakeSite site, ObjectRef target, FieldChange change)
    {
        switch (target.Kind)
        {
            case ObjectKind.Host:
                site.HostOf(target).Maintenance = change.After == "on";
                break;
            case ObjectKind.Device when change.Field == Field.Passthrough:
                Switch(site, site.Device(target), change.After!.StartsWith("on", StringComparison.Ordinal));
                break;
            case ObjectKind.Device:
                site.Device(target).GraphicsType = change.After!;
                break;
            default:
                Write(site.Vm(target)!, change);
                break;
        }
    }

    private static void Write(FakeVm vm, FieldChange change)
    {
        switch (change.Field.Prefix)
        {
            case "power":
                vm.Power = change.After == "on" ? PowerState.On : PowerState.Off;
                break;
            case "host":
                vm.Host = vm.Host with { Id = change.After! };
                break;
            case "memory-mib":
                vm.MemoryMiB = long.Parse(change.After!, CultureInfo.InvariantCulture);
                break;
            case "memory-reservation-mib":
                vm.ReservationMiB = long.Parse(change.After ?? "0", CultureInfo.InvariantCulture);
                break;
            case "attached":
                Set(vm.Attached, change.Field.Qualifier, change.After is null ? null : int.Parse(change.After, CultureInfo.InvariantCulture));
                break;
            case "restore-point":
                vm.RestorePoints.Add(change.Field.Qualifier);
                break;
            case "option":
                Set(vm.Options, change.Field.Qualifier, change.After);
                break;
            case "mark":
                Set(vm.Mark, change.Field.Qualifier, change.After);
                break;
            case "running-guest":
                Set(vm.Guest, "running-" + change.Field.Qualifier, change.After);
                break;
            case "guest":
                Set(vm.Guest, change.Field.Qualifier, change.After);
                break;
            default:
                break;
        }
    }

    private static void Set<T>(SortedDictionary<string, T> values, string key, T? value)
        where T : class
    {
        if (value is null)
        {
            values.Remove(key);
        }
        else
        {
            values[key] = value;
        }
    }

    private static void Set(SortedDictionary<string, int> values, string key, int? value)
    {
        if (value is { } number)
        {
            values[key] = number;
        }
        else
        {
            values.Remove(key);
        }
    }

    private static string? CannotStart(FakeSite site, FakeVm vm)
    {
        var host = site.HostOf(vm.Host);
        if (vm.Power == PowerState.On || host.Maintenance)
        {
            return host.Maintenance ? "The host is in maintenance." : "The VM runs.";
        }

        foreach (var backing in vm.Attached.Keys)
        {
            var ready = backing.StartsWith("profile", StringComparison.Ordinal)
                ? host.Devices.Any(d => d.GraphicsType == "sharedDirect")
                : host.Devices.Any(d => FakeWayPlanner.BackingOf(d.Address) == backing && d is { Wanted: true, Active: true });
            if (!ready)
            {
                return $"'{backing}' is not ready on '{host.Name}'.";
            }

            if (!backing.StartsWith("profile", StringComparison.Ordinal) && site.Vms.Any(v => v != vm && v.Host == vm.Host && v.Power == PowerState.On && v.Attached.ContainsKey(backing)))
            {
                return $"'{backing}' is in use.";
            }
        }

        return vm.Attached.Count > 0 && vm.ReservationMiB != vm.MemoryMiB ? $"{vm.ReservationMiB} MiB are reserved, {vm.MemoryMiB} MiB are needed." : null;
    }

    private static void Switch(FakeSite site, FakeDevice device, bool wanted)
    {
        var host = site.HostOf(device.Ref);
        var needsReboot = wanted != device.Active;
        if (needsReboot && !host.Maintenance)
        {
            site.Violations.Add($"card {device.Address} of {host.Name} switched outside maintenance");
        }

        device.Wanted = wanted;
    }

    private static void Reboot(FakeSite site, FakeHost host)
    {
        if (!host.Maintenance)
        {
            site.Violations.Add($"host {host.Name} rebooted outside maintenance");
        }

        foreach (var vm in site.Vms.Where(v => v.Host == host.Ref && v.Power == PowerState.On))
        {
            site.Violations.Add($"vm {vm.Name} lost its host");
            vm.Power = PowerState.Off;
        }

        site.Time.Advance(TimeSpan.FromMinutes(10));
        host.BootTime = site.Time.GetUtcNow();
        foreach (var device in host.Devices)
        {
            device.Active = device.Wanted;
        }
    }
}

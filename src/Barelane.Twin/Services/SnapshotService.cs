using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>Snapshots, which PCI devices make hard or impossible (§4).</summary>
internal static class SnapshotService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["CreateSnapshot_Task"] = call => Create(call);
        table["RemoveSnapshot_Task"] = call => Remove(call);
        table["RevertToSnapshot_Task"] = call => Revert(call);
    }

    private static MoRef Create(Call call)
    {
        var vm = call.On<TwinVm>();
        var withMemory = call.Args.Flag("memory") == true && vm.IsPoweredOn;
        return call.Start(vm, () =>
        {
            Check(vm, withMemory);
            var snapshot = call.Site.Add(new TwinSnapshot(
                call.Site, vm, call.Args.Text("name")!, call.Args.Text("description"), vm.CurrentSnapshot, vm.Config, withMemory));
            vm.Snapshots.Add(snapshot);
            vm.CurrentSnapshot = snapshot;
            call.Site.Touch(vm);
            return snapshot.Ref;
        }).Ref;
    }

    private static void Check(TwinVm vm, bool withMemory)
    {
        if (!vm.Site.Switches.StrictChecks)
        {
            return;
        }

        if (vm.HasPciDevice && (vm.IsPoweredOn || !vm.Site.Switches.PoweredOffSnapshotsWithPassthrough))
        {
            throw VimFaults.Of("SnapshotFault", $"A snapshot of '{vm.Name}' can't be taken while it has a PCI passthrough device.");
        }

        var profiles = vm.Host.Devices.SelectMany(d => d.Facts.Profiles).Where(p => p.CanSnapshotMemory).Select(p => p.Name);
        if (withMemory && vm.Profiles.Any(profile => !profiles.Contains(profile)))
        {
            throw VimFaults.Of("SnapshotFault", $"The vGPU of '{vm.Name}' does not support snapshots with memory.");
        }
    }

    private static MoRef Remove(Call call)
    {
        var snapshot = call.On<TwinSnapshot>();
        var withChildren = call.Args.Flag("removeChildren") == true;
        return call.Start(snapshot.Vm, () =>
        {
            var vm = snapshot.Vm;
            foreach (var child in vm.Snapshots.Where(s => s.Before == snapshot).ToList())
            {
                child.Before = snapshot.Before;
            }

            var removed = withChildren ? vm.Snapshots[vm.Snapshots.IndexOf(snapshot)..] : [snapshot];
            foreach (var gone in removed)
            {
                vm.Snapshots.Remove(gone);
                call.Site.Remove(gone);
            }

            vm.CurrentSnapshot = vm.CurrentSnapshot is { } current && removed.Contains(current) ? snapshot.Before : vm.CurrentSnapshot;
            call.Site.Touch(vm);
            return null;
        }).Ref;
    }

    private static MoRef Revert(Call call)
    {
        var snapshot = call.On<TwinSnapshot>();
        var stayOff = call.Args.Flag("suppressPowerOn") == true;
        return call.Start(snapshot.Vm, () =>
        {
            var vm = snapshot.Vm;
            if (vm.IsPoweredOn)
            {
                VmPower.Off(vm);
            }

            vm.Config = snapshot.Config;
            vm.CurrentSnapshot = snapshot;
            if (snapshot.WithMemory && !stayOff)
            {
                VmPower.On(vm, vm.Host);
            }

            call.Site.Touch(vm, vm.Host);
            return null;
        }).Ref;
    }
}

using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>VirtualMachine and Folder: reconfigure, create, clone, move, upgrade, rename, destroy (§1.2, §2).</summary>
internal static class VmService
{
    /// <summary>The recorded text of 8.0.3 (§4).</summary>
    public const string NoMigration =
        "vMotion, Storage vMotion, Fault Tolerance, and PCI hot-plug cannot be used for a virtual machine with PCI DirectPath I/O device.";

    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["ReconfigVM_Task"] = call => Reconfigure(call);
        table["UpgradeVM_Task"] = call => Upgrade(call);
        table["RelocateVM_Task"] = call => Relocate(call);
        table["Rename_Task"] = call => Rename(call);
        table["Destroy_Task"] = call => Destroy(call);
        table["UnregisterVM"] = Unregister;
        table["CreateVM_Task"] = call => VmCreation.Create(call);
        table["CloneVM_Task"] = call => VmCreation.Clone(call);
    }

    private static MoRef Reconfigure(Call call)
    {
        var vm = call.On<TwinVm>();
        var spec = call.Args.Child("spec")!;
        foreach (var privilege in VmReconfiguration.Privileges(call.Site, spec))
        {
            call.Demand(privilege, vm);
        }

        return call.Start(vm, () =>
        {
            HostService.DemandUp(vm.Host);
            vm.Config = VmReconfiguration.Apply(vm, spec);
            call.Site.Touch(vm, vm.Pool, vm.Host);
            return null;
        }).Ref;
    }

    private static MoRef Upgrade(Call call)
    {
        var vm = call.On<TwinVm>();
        var version = call.Args.Text("version") ?? HardwareVersions.Name(HardwareVersions.NewestFor(vm.Host.Api));
        return call.Start(vm, () =>
        {
            if (vm.IsPoweredOn)
            {
                throw VimFaults.InvalidPowerState("poweredOff", vm.PowerState);
            }

            if (!HardwareVersions.SupportedBy(vm.Host.Api).Select(HardwareVersions.Name).Contains(version))
            {
                throw VimFaults.InvalidArgument("version", $"The host '{vm.Host.Name}' does not support hardware version '{version}'.");
            }

            var upgraded = vm.Config with { HardwareVersion = version };
            if (upgraded.VersionNumber <= vm.Config.VersionNumber)
            {
                throw VimFaults.Of("AlreadyUpgraded", $"The virtual machine is at '{vm.Config.HardwareVersion}' already.");
            }

            vm.Config = upgraded;
            call.Site.Touch(vm);
            return null;
        }).Ref;
    }

    /// <summary>
    /// A VM that is off moves with its devices as they are: a fixed one then names the old host and fails at power-on (§5 #39).
    /// </summary>
    private static MoRef Relocate(Call call)
    {
        var vm = call.On<TwinVm>();
        var spec = call.Args.Child("spec")!;
        var host = spec.Ref("host") is { } given ? call.Site.Get<TwinHost>(given) : null;
        var pool = spec.Ref("pool") is { } under ? call.Site.Get<TwinPool>(under) : null;
        var datastore = spec.Ref("datastore") is { } on ? call.Site.Get<TwinDatastore>(on) : null;
        return call.Start(vm, () =>
        {
            if (vm.IsPoweredOn && vm.Config.Passthrough.Any())
            {
                throw VimFaults.Keyed("GenericVmConfigFault", NoMigration, ("msg.pciPassthru.noMigration", NoMigration));
            }

            Move(vm, host ?? vm.Host, pool, datastore);
            return null;
        }).Ref;
    }

    private static void Move(TwinVm vm, TwinHost host, TwinPool? pool, TwinDatastore? datastore)
    {
        HostService.DemandUp(host);
        pool ??= vm.Pool;
        if (pool.Owner != host.Compute)
        {
            throw VimFaults.InvalidArgument("spec.pool", $"The resource pool '{pool.Name}' does not belong to the host '{host.Name}'.");
        }

        if (!host.Datastores.Contains(datastore ?? vm.Datastore))
        {
            throw new VimFaultException(
                new VimObject("FileNotFound").Set("file", vm.FilePath),
                $"Unable to access the virtual machine configuration: Unable to access file {vm.FilePath} from the host '{host.Name}'.");
        }

        if (vm.IsPoweredOn && !Evacuation.Takes(host, vm) && host != vm.Host)
        {
            throw VimFaults.Of("InsufficientHostCapacityFault", $"The host '{host.Name}' can't take '{vm.Name}' now.");
        }

        var (oldHost, oldPool) = (vm.Host, vm.Pool);
        vm.Host = host;
        vm.Pool = pool;
        vm.Datastore = datastore ?? vm.Datastore;
        vm.Site.Touch(vm, oldHost, host, oldPool, pool);
    }

    private static MoRef Rename(Call call)
    {
        var vm = Machine(call);
        call.Demand("VirtualMachine.Config.Rename", vm);
        return call.Start(vm, () =>
        {
            vm.Config = vm.Config with { Name = call.Args.Text("newName")! };
            call.Site.Touch(vm);
            return null;
        }).Ref;
    }

    private static MoRef Destroy(Call call)
    {
        var vm = Machine(call);
        call.Demand("VirtualMachine.Inventory.Delete", vm);
        return call.Start(vm, () =>
        {
            Forget(vm);
            return null;
        }).Ref;
    }

    private static object? Unregister(Call call)
    {
        Forget(call.On<TwinVm>());
        return null;
    }

    private static void Forget(TwinVm vm)
    {
        if (vm.IsPoweredOn)
        {
            throw VimFaults.InvalidPowerState("poweredOff", vm.PowerState);
        }

        var folder = (TwinFolder)vm.Parent!;
        folder.Children.Remove(vm);
        vm.Site.Unregister(vm);
        vm.Site.Touch(folder, vm.Host, vm.Pool);
    }

    private static TwinVm Machine(Call call) => call.Target as TwinVm
        ?? throw VimFaults.NotSupported($"The twin renames and destroys virtual machines only, not a '{call.Target.Ref.Type}'.");
}

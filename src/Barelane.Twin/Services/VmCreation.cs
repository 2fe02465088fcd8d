using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>Folder.CreateVM_Task and VirtualMachine.CloneVM_Task.</summary>
internal static class VmCreation
{
    public static MoRef Create(Call call)
    {
        var folder = call.On<TwinFolder>();
        var spec = call.Args.Child("config")!;
        var pool = call.Get<TwinPool>("pool");
        var host = call.Args.Ref("host") is { } given ? call.Site.Get<TwinHost>(given) : null;
        return call.Start(folder, () =>
        {
            var name = spec.Text("name") ?? throw VimFaults.InvalidArgument("config.name", "A new virtual machine needs a name.");
            var target = HostFor(pool, host);
            var empty = new TwinVmConfig
            {
                Name = name,
                Uuid = Guid.NewGuid().ToString(),
                InstanceUuid = Guid.NewGuid().ToString(),
                HardwareVersion = HardwareVersions.Name(HardwareVersions.NewestFor(target.Api)),
                GuestId = spec.Text("guestId") ?? "otherGuest64",
                Firmware = spec.Text("firmware") ?? "bios",
                Cpus = 1,
                MemoryMib = 4,
                Devices = [.. VmHardware.Standard(withTpm: false)],
            };
            return Add(call.Site, folder, empty, spec, target, pool, DatastoreOf(spec, target), new()).Ref;
        }).Ref;
    }

    public static MoRef Clone(Call call)
    {
        var source = call.On<TwinVm>();
        var folder = call.Get<TwinFolder>("folder");
        var spec = call.Args.Child("spec")!;
        var location = spec.Child("location")!;
        call.Demand(
            source.Config.IsTemplate ? "VirtualMachine.Provisioning.DeployTemplate" : "VirtualMachine.Provisioning.Clone", source);
        return call.Start(source, () =>
        {
            var host = location.Ref("host") is { } given ? call.Site.Get<TwinHost>(given) : source.Host;
            var pool = location.Ref("pool") is { } under ? call.Site.Get<TwinPool>(under) : source.Pool;
            var datastore = location.Ref("datastore") is { } on ? call.Site.Get<TwinDatastore>(on) : source.Datastore;
            var copy = source.Config with
            {
                Name = call.Args.Text("name")!,
                Uuid = Guid.NewGuid().ToString(),
                InstanceUuid = Guid.NewGuid().ToString(),
                IsTemplate = spec.Flag("template") == true,
            };
            var made = Add(
                call.Site, folder, copy, spec.Child("config") ?? new VimObject("VirtualMachineConfigSpec"), HostFor(pool, host), pool,
                datastore, source.Guest);
            if (spec.Flag("powerOn") == true)
            {
                VmPower.On(made, made.Host);
            }

            return made.Ref;
        }).Ref;
    }

    private static TwinVm Add(
        TwinSite site, TwinFolder folder, TwinVmConfig start, VimObject spec, TwinHost host, TwinPool pool,
        TwinDatastore datastore, Recording.RecordedGuest guest)
    {
        var name = spec.Text("name") ?? start.Name;
        if (folder.Children.Find(child => child.Name == name) is { } other)
        {
            throw new VimFaultException(
                new VimObject("DuplicateName").Set("name", name).Set("object", other.Ref), $"The name '{name}' already exists.");
        }

        var vm = new TwinVm(site, start, folder, host, pool, datastore)
        {
            Guest = guest,
            InstalledUnder = spec.Text("firmware") ?? start.Firmware,
        };
        vm.Config = VmReconfiguration.Apply(vm, spec);
        if (!site.Switches.NewVmKeepsInstanceUuid)
        {
            vm.Config = vm.Config with { InstanceUuid = start.InstanceUuid };
        }

        site.Register(vm);
        folder.Children.Add(vm);
        site.Touch(vm, folder, host, pool);
        return vm;
    }

    private static TwinHost HostFor(TwinPool pool, TwinHost? host)
    {
        var target = host ?? pool.Owner.Hosts.FirstOrDefault(h => h.IsUp && !h.InMaintenanceMode)
            ?? throw VimFaults.InvalidState("No host of the cluster is ready.");
        return target.Compute == pool.Owner ? target
            : throw VimFaults.InvalidArgument("pool", $"The resource pool '{pool.Name}' does not belong to the host '{target.Name}'.");
    }

    private static TwinDatastore DatastoreOf(VimObject spec, TwinHost host)
    {
        var path = spec.Child("files")?.Text("vmPathName")
            ?? throw VimFaults.InvalidArgument("config.files", "A new virtual machine needs files.vmPathName, such as '[datastore1]'.");
        var name = path.Split(']')[0].TrimStart('[');
        return host.Compute.Datacenter.Datastores.FirstOrDefault(d => d.Name == name)
            ?? throw new VimFaultException(new VimObject("InvalidDatastore").Set("name", name), $"The datastore '{name}' is not there.");
    }
}

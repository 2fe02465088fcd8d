using System.Globalization;
using Barelane.Twin.Model;
using Barelane.Twin.Services;
using Barelane.Twin.Values;

namespace Barelane.Twin.Recording;

/// <summary>Builds a virtual machine of the model from its record.</summary>
internal static class VmLoader
{
    public static void Add(TwinSite site, TwinDatacenter datacenter, RecordedVm facts)
    {
        var host = SiteLoader.Host(site, facts.Host);
        var pool = facts.Pool is null ? host.Compute.RootPool
            : host.Compute.RootPool.Pools.Find(p => p.Name == facts.Pool)
                ?? throw new FormatException($"The VM '{facts.Name}' is in the pool '{facts.Pool}', which its cluster doesn't have.");
        var datastore = facts.Datastore is null ? datacenter.Datastores.First()
            : datacenter.Datastores.FirstOrDefault(d => d.Name == facts.Datastore)
                ?? throw new FormatException($"The VM '{facts.Name}' is on the datastore '{facts.Datastore}', which is not there.");
        var folder = FolderOf(site, datacenter, facts.Folder);
        var vm = new TwinVm(site, Config(facts, host, datacenter, datastore), folder, host, pool, datastore)
        {
            Guest = facts.Guest,
            InstalledUnder = facts.InstalledUnder ?? facts.Firmware,
        };
        site.Register(vm);
        folder.Children.Add(vm);
        AddSnapshots(site, vm, facts);
        AddOverrides(vm, facts);
        if (facts.PowerState == "poweredOn")
        {
            vm.PowerState = "poweredOn";
            vm.ToolsRunning = facts.Guest is { HasTools: true, ToolsRun: true };
            vm.BootTime = host.BootTime;
            Placement.Hold(vm);
        }
        else if (facts.PowerState is "poweredOff" or "suspended")
        {
            vm.PowerState = facts.PowerState;
        }
        else
        {
            throw new FormatException($"The VM '{facts.Name}' is '{facts.PowerState}'; known are 'poweredOn', 'poweredOff' and 'suspended'.");
        }
    }

    private static TwinFolder FolderOf(TwinSite site, TwinDatacenter datacenter, string? path)
    {
        var folder = datacenter.VmFolder;
        foreach (var name in path?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (folder.Children.OfType<TwinFolder>().FirstOrDefault(f => f.Name == name) is not { } next)
            {
                next = site.Add(new TwinFolder(site, site.NewId("group-v"), name, folder, "Folder", "VirtualMachine"));
                folder.Children.Add(next);
            }

            folder = next;
        }

        return folder;
    }

    private static TwinVmConfig Config(RecordedVm facts, TwinHost host, TwinDatacenter datacenter, TwinDatastore datastore)
    {
        var devices = VmHardware.Standard(facts.VirtualTpm);
        devices.AddRange(facts.DisksGib.DefaultIfEmpty(40).Select((gib, i) =>
            VmHardware.Disk(i, (long)gib << 20, string.Create(CultureInfo.InvariantCulture, $"[{datastore.Name}] {facts.Name}/{facts.Name}_{i}.vmdk"), datastore)));
        devices.AddRange(facts.Networks.DefaultIfEmpty(datacenter.Networks.First().Name).Select((name, i) =>
            VmHardware.NetworkCard(i, datacenter.Networks.First(n => n.Name == name), facts.Name)));
        var config = new TwinVmConfig
        {
            Name = facts.Name,
            Uuid = facts.Uuid ?? StableUuid.Of("vm " + facts.Name),
            InstanceUuid = facts.InstanceUuid ?? StableUuid.Of("instance " + facts.Name),
            Annotation = facts.Annotation,
            ManagedBy = facts.ManagedBy,
            HardwareVersion = facts.HardwareVersion,
            GuestId = facts.Guest.Id,
            Firmware = facts.Firmware,
            SecureBoot = facts.SecureBoot,
            Cpus = facts.Cpus,
            MemoryMib = facts.MemoryMib,
            Memory = new ResourceShare(facts.MemoryReservationLocked ? facts.MemoryMib : facts.MemoryReservationMib, Limit: facts.MemoryLimitMib ?? -1),
            MemoryReservationLocked = facts.MemoryReservationLocked,
            NestedHv = facts.NestedHv,
            CpuHotAdd = facts.CpuHotAdd,
            MemoryHotAdd = facts.MemoryHotAdd,
            VirtualIommu = facts.VirtualIommu,
            VirtualizationBasedSecurity = facts.VirtualizationBasedSecurity,
            ChangeTracking = facts.ChangeTracking,
            IsTemplate = facts.IsTemplate,
            FaultTolerance = facts.FaultTolerance,
            ExtraConfig = [.. facts.ExtraConfig],
            Devices = [.. devices],
        };
        return facts.Assignments.Aggregate(config, (c, a) => VmHardware.AddPassthrough(c, Device(host, a)));
    }

    private static VimObject Device(TwinHost host, RecordedAssignment facts) => new VimObject("VirtualPCIPassthrough")
        .Set("key", -1)
        .Set("backing", facts switch
        {
            { Profile: { } profile } => new VimObject("VirtualPCIPassthroughVmiopBackingInfo").Set("vgpu", profile),
            { Address: { } address } => Direct(host, address, facts),
            _ => new VimObject("VirtualPCIPassthroughDynamicBackingInfo").Set("deviceName", string.Empty)
                .Set("allowedDevice", VimArray.Of(facts.AllowedDevices.Select(Allowed)))
                .Set("customLabel", facts.Label),
        });

    private static VimObject Direct(TwinHost host, string address, RecordedAssignment facts)
    {
        var device = host.Device(address);
        return new VimObject("VirtualPCIPassthroughDeviceBackingInfo")
            .Set("deviceName", device?.Facts.DeviceName ?? string.Empty)
            .Set("id", address)
            .Set("deviceId", facts.DeviceId ?? device?.Facts.DeviceId.TrimStart('0') ?? "0")
            .Set("systemId", facts.SystemId ?? host.SystemId)
            .Set("vendorId", facts.VendorId ?? unchecked((short)(device?.VendorId ?? 0)));
    }

    private static VimObject Allowed(string pair)
    {
        var ids = pair.Split(':');
        return new VimObject("VirtualPCIPassthroughAllowedDevice")
            .Set("vendorId", TwinDevice.Hex(ids[0])).Set("deviceId", TwinDevice.Hex(ids[1]));
    }

    private static void AddSnapshots(TwinSite site, TwinVm vm, RecordedVm facts)
    {
        foreach (var name in facts.Snapshots)
        {
            var snapshot = site.Add(new TwinSnapshot(site, vm, name, null, vm.CurrentSnapshot, vm.Config, facts.MemorySnapshots.Contains(name)));
            vm.Snapshots.Add(snapshot);
            vm.CurrentSnapshot = snapshot;
        }
    }

    private static void AddOverrides(TwinVm vm, RecordedVm facts)
    {
        if (facts.DrsBehavior is { } behavior)
        {
            vm.Host.Compute.DrsOverrides.Add(new VimObject("ClusterDrsVmConfigInfo").Set("key", vm.Ref)
                .Set("enabled", behavior != "disabled").Set("behavior", behavior == "disabled" ? null : behavior));
        }

        if (facts.HaRestartPriority is { } priority)
        {
            vm.Host.Compute.HaOverrides.Add(new VimObject("ClusterDasVmConfigInfo").Set("key", vm.Ref)
                .Set("dasSettings", new VimObject("ClusterDasVmSettings").Set("restartPriority", priority)));
        }
    }
}

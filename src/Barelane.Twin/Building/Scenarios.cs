using System.Globalization;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Building;

/// <summary>The sites that come with the twin, by name.</summary>
public static class Scenarios
{
    private static readonly Dictionary<string, Func<RecordedSite>> ByName = new(StringComparer.Ordinal)
    {
        ["demo"] = Demo,
        ["fleet"] = () => Fleet(100, 1000),
        ["fleet-1000"] = () => Fleet(1000, 10000),
        ["lone-host"] = LoneHost,
        ["old"] = Old,
        ["mixed"] = Mixed,
    };

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The site of a name, or null when there is none.</summary>
    public static RecordedSite? Find(string name) => ByName.GetValueOrDefault(name)?.Invoke();

    /// <summary>
    /// A vCenter 8.0.3 with the cluster 'gpu' of three hosts: esx-01 with two A40, esx-02 with an A100 80GB, esx-03 with an
    /// L4 and three NVMe drives; and VMs that use them, could use them, or only live beside them.
    /// </summary>
    public static RecordedSite Demo() => new TwinSiteBuilder()
        .Datacenter("dc1", dc =>
        {
            dc.Datastores.Add(new RecordedDatastore { Name = "vsan-gpu", CapacityGib = 20480, FreeGib = 11000 });
            dc.Networks.AddRange(["VM Network", "render-net"]);
        })
        .Cluster("gpu", cluster => cluster.HaEnabled = true)
        .Host("esx-01", host =>
        {
            host.HasVgpuManager = true;
            host.Devices.AddRange([PciCards.A40("0000:3b:00.0"), PciCards.A40("0000:af:00.0")]);
        })
        .Host("esx-02", host =>
        {
            host.MemoryMib = 1024 * 1024;
            host.Devices.Add(PciCards.A100("0000:3b:00.0"));
        })
        .Host("esx-03", host =>
        {
            host.CanRebindWithoutReboot = true;
            host.Devices.AddRange(
            [
                PciCards.L4("0000:af:00.0"), PciCards.Nvme("0000:b1:00.0", "vmhba2"),
                PciCards.Nvme("0000:b2:00.0", "vmhba3"), PciCards.Nvme("0000:b3:00.0", "vmhba4"),
            ]);
        })
        .Vm("render-01", "esx-01", vm => Size(vm, 8, 65536))
        .Vm("render-02", "esx-01", vm => Size(vm, 8, 32768).PowerState = "poweredOn")
        .Vm("web-03", "esx-01", vm => Size(vm, 2, 4096).PowerState = "poweredOn")
        .Vm("desk-17", "esx-01", vm => Windows(Size(vm, 4, 16384)))
        .Vm("train-02", "esx-02", vm => Size(vm, 32, 131072).PowerState = "poweredOn")
        .Vm("db-01", "esx-02", vm => Size(vm, 8, 65536).PowerState = "poweredOn")
        .Vm("infer-04", "esx-03", vm => Size(vm, 8, 32768))
        .Vm("legacy-09", "esx-03", vm => Size(vm, 2, 8192).Firmware = "bios")
        .Vm("golden-linux", "esx-03", vm => Size(vm, 4, 16384).IsTemplate = true)
        .Build();

    /// <summary>One ESXi 8.0.3 host that no vCenter manages, with an A40.</summary>
    public static RecordedSite LoneHost() => new TwinSiteBuilder()
        .Site(site => site.ApiType = "HostAgent")
        .Datacenter("ha-datacenter")
        .StandaloneHost("esx-lone", host => host.Devices.Add(PciCards.A40("0000:3b:00.0")))
        .Vm("render-01", "esx-lone", vm => Size(vm, 8, 65536))
        .Vm("web-03", "esx-lone", vm => Size(vm, 2, 4096).PowerState = "poweredOn")
        .Build();

    /// <summary>A vCenter 6.5 with a host that has a T4: no rebind, no Dynamic DirectPath, hardware version 13.</summary>
    public static RecordedSite Old() => new TwinSiteBuilder()
        .Site(site => (site.ApiVersion, site.Build) = ("6.5", "19261680"))
        .Datacenter("dc1")
        .Cluster("gpu")
        .Host("esx-01", host => host.Devices.Add(PciCards.T4("0000:3b:00.0")))
        .Host("esx-02")
        .Vm("render-01", "esx-01", vm => Size(vm, 4, 16384).HardwareVersion = "vmx-13")
        .Vm("web-03", "esx-01", vm =>
        {
            Size(vm, 2, 4096).HardwareVersion = "vmx-13";
            vm.PowerState = "poweredOn";
        })
        .Build();

    /// <summary>
    /// A vCenter 8.0.3 with hosts in no cluster: an AMD one with two MI210, and a workstation with an RTX A6000, whose audio
    /// function shares its slot; one VM has the MI210 already, another is suspended.
    /// </summary>
    public static RecordedSite Mixed() => new TwinSiteBuilder()
        .Datacenter("lab")
        .StandaloneHost("amd-01", host =>
        {
            (host.CpuVendor, host.CpuModel) = ("amd", "AMD EPYC 7543 32-Core Processor");
            (host.Vendor, host.Model) = ("Supermicro", "AS-4124GS-TNR");
            host.Devices.AddRange([PciCards.MI210("0000:3b:00.0"), PciCards.MI210("0000:af:00.0")]);
            foreach (var card in host.Devices.Where(d => d.DeviceId == "740f"))
            {
                (card.PassthruEnabled, card.PassthruActive) = (true, true);
            }
        })
        .StandaloneHost("station-02", host => host.Devices.AddRange(PciCards.RtxA6000("0000:3b:00.0")))
        .Vm("hpc-01", "amd-01", vm =>
        {
            Size(vm, 16, 131072).MemoryReservationLocked = true;
            vm.ExtraConfig["pciPassthru.use64bitMMIO"] = "TRUE";
            vm.ExtraConfig["pciPassthru.64bitMMIOSizeGB"] = "128";
            vm.Assignments.Add(new RecordedAssignment { Address = "0000:3b:00.0" });
            vm.PowerState = "poweredOn";
        })
        .Vm("cad-01", "station-02", vm => Windows(Size(vm, 8, 32768)))
        .Vm("test-05", "station-02", vm => Size(vm, 2, 4096).PowerState = "suspended")
        .Build();

    /// <summary>A vCenter with so many hosts, in clusters of up to 32, and so many VMs spread over them; every fourth host has two A40.</summary>
    public static RecordedSite Fleet(int hosts, int vms)
    {
        var builder = new TwinSiteBuilder().Datacenter("dc1");
        for (var i = 0; i < hosts; i++)
        {
            if (i % 32 == 0)
            {
                builder.Cluster(Numbered("cluster", (i / 32) + 1));
            }

            var hasGpus = i % 4 == 0;
            builder.Host(Numbered("esx", i + 1), host =>
            {
                if (hasGpus)
                {
                    host.Devices.AddRange([PciCards.A40("0000:3b:00.0"), PciCards.A40("0000:af:00.0")]);
                }
            });
        }

        for (var i = 0; i < vms; i++)
        {
            var isOn = i % 3 != 0;
            builder.Vm(Numbered("vm", i + 1), Numbered("esx", (i % hosts) + 1), vm => Size(vm, 4, 8192).PowerState = isOn ? "poweredOn" : "poweredOff");
        }

        return builder.Build();
    }

    private static RecordedVm Size(RecordedVm vm, int cpus, int memoryMib)
    {
        (vm.Cpus, vm.MemoryMib) = (cpus, memoryMib);
        return vm;
    }

    private static RecordedVm Windows(RecordedVm vm)
    {
        (vm.Guest.Id, vm.Guest.FullName) = ("windows2022srvNext_64Guest", "Microsoft Windows Server 2022 (64-bit)");
        return vm;
    }

    private static string Numbered(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:0000}");
}

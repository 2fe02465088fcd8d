using Barelane.Twin;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>Small sites, each with just what its test is about.</summary>
internal static class Sites
{
    /// <summary>The whole A40 for render-01.</summary>
    public const string WholeCard = "{ vm: dc1/render-01, gpu: { model: A40 }, way: direct, variant: fixed }";

    /// <summary>A slice for desk-17.</summary>
    public const string Slice = "{ vm: dc1/desk-17, gpu: { profile: nvidia_a40-8q }, way: shared }";

    /// <summary>A VM that does not exist yet, with the whole card.</summary>
    public const string NewVm =
        "{ vm: dc1/made-01, gpu: { model: A40 }, way: direct, variant: fixed, create: { memory-mib: 16384, cpus: 4, disk-gib: 40, storage: shared-01, network: VM Network } }";

    /// <summary>The whole card for render-01, and a snapshot of it first.</summary>
    public const string WithRestorePoint = "{ vm: dc1/render-01, gpu: { model: A40 }, way: direct, variant: fixed, restore-point: before-gpu }";

    /// <summary>Time runs so much faster that a reboot takes a fifth of a second.</summary>
    private const double Scale = 2000;

    /// <summary>Starts a twin of a site, here, which is another process than the command line's.</summary>
    public static Task<TwinServer> StartAsync(RecordedSite site, TwinSwitches? switches = null) =>
        TwinServer.StartAsync(site, new TwinOptions { TimeScale = Scale, Switches = switches ?? new TwinSwitches() });

    /// <summary>
    /// Two hosts in a cluster, shared storage. esx-01 has the card and a running bystander, web-03; render-01 runs on esx-02.
    /// Giving it the card takes every step of the direct way: off, moves, the host's bracket with its reboot, reconfiguration, on.
    /// </summary>
    public static RecordedSite Cluster() => new TwinSiteBuilder()
        .Datacenter("dc1", Shared)
        .Cluster("gpu", cluster => cluster.HaEnabled = true)
        .Host("esx-01", host => host.Devices.Add(PciCards.A40("0000:3b:00.0")))
        .Host("esx-02")
        .Vm("render-01", "esx-02", vm => Running(vm, 4, 16384))
        .Vm("web-03", "esx-01", vm => Running(vm, 2, 4096))
        .Build();

    /// <summary>A lone ESXi host with a card, a VM that runs, and a bystander that has nowhere to go.</summary>
    public static RecordedSite Lone() => new TwinSiteBuilder()
        .Site(site => site.ApiType = "HostAgent")
        .Datacenter("ha-datacenter", Shared)
        .StandaloneHost("esx-lone", host => host.Devices.Add(PciCards.A40("0000:3b:00.0")))
        .Vm("render-01", "esx-lone", vm => Running(vm, 4, 16384))
        .Vm("web-03", "esx-lone", vm => Running(vm, 2, 4096))
        .Build();

    /// <summary>A host with the vGPU manager that offers slices of its one card, and a VM.</summary>
    public static RecordedSite Slices() => new TwinSiteBuilder()
        .Datacenter("dc1", Shared)
        .Cluster("gpu")
        .Host("esx-01", host =>
        {
            (host.HasVgpuManager, host.DefaultGraphicsType) = (true, "sharedDirect");
            var card = PciCards.A40("0000:3b:00.0");
            card.GraphicsType = "sharedDirect";
            host.Devices.Add(card);
        })
        .Host("esx-02")
        .Vm("desk-17", "esx-01", vm => Running(vm, 4, 16384))
        .Build();

    /// <summary>
    /// The same with the card in 'Shared' mode, in which it tells no profiles; web-03, a bystander, runs on its host, and can wait on the other one.
    /// </summary>
    /// <param name="withManager">Whether the host has the vGPU manager, without which no mode makes it offer slices.</param>
    public static RecordedSite SlicesToCome(bool withManager = true) => new TwinSiteBuilder()
        .Datacenter("dc1", Shared)
        .Cluster("gpu")
        .Host("esx-01", host =>
        {
            host.HasVgpuManager = withManager;
            host.Devices.Add(PciCards.A40("0000:3b:00.0"));
        })
        .Host("esx-02")
        .Vm("desk-17", "esx-01", vm => Running(vm, 4, 16384))
        .Vm("web-03", "esx-01", vm => Running(vm, 2, 4096))
        .Build();

    /// <summary>Two cards that are ready for passthrough on one host, and two VMs on it.</summary>
    public static RecordedSite TwoCards() => new TwinSiteBuilder()
        .Datacenter("dc1", Shared)
        .Cluster("gpu")
        .Host("esx-01", host => host.Devices.AddRange([Ready(PciCards.A40("0000:3b:00.0")), Ready(PciCards.A40("0000:af:00.0"))]))
        .Host("esx-02")
        .Vm("render-01", "esx-01", vm => Running(vm, 4, 16384))
        .Vm("render-02", "esx-01", vm => Running(vm, 4, 16384))
        .Build();

    /// <summary>One card that is ready for passthrough, and two VMs that are off.</summary>
    public static RecordedSite ReadyCard() => new TwinSiteBuilder()
        .Datacenter("dc1", Shared)
        .Cluster("gpu")
        .Host("esx-01", host => host.Devices.Add(Ready(PciCards.A40("0000:3b:00.0"))))
        .Host("esx-02")
        .Vm("render-01", "esx-01", vm => Sized(vm, 4, 16384))
        .Vm("render-02", "esx-01", vm => Sized(vm, 4, 16384))
        .Build();

    /// <summary>A VM that somebody gave a card by hand.</summary>
    public static RecordedSite Grown() => new TwinSiteBuilder()
        .Datacenter("dc1", Shared)
        .Cluster("gpu")
        .Host("esx-01", host => host.Devices.Add(Ready(PciCards.A40("0000:3b:00.0"))))
        .Host("esx-02")
        .Vm("render-01", "esx-01", vm =>
        {
            Running(vm, 4, 16384);
            (vm.MemoryReservationMib, vm.MemoryReservationLocked) = (16384, true);
            (vm.ExtraConfig["pciPassthru.use64bitMMIO"], vm.ExtraConfig["pciPassthru.64bitMMIOSizeGB"]) = ("TRUE", "128");
            vm.Assignments.Add(new RecordedAssignment { Address = "0000:3b:00.0" });
        })
        .Build();

    private static void Shared(RecordedDatacenter datacenter)
    {
        datacenter.Datastores.Add(new RecordedDatastore { Name = "shared-01", CapacityGib = 20480, FreeGib = 11000 });
        datacenter.Networks.Add("VM Network");
    }

    private static RecordedDevice Ready(RecordedDevice device)
    {
        (device.PassthruEnabled, device.PassthruActive) = (true, true);
        return device;
    }

    private static RecordedVm Running(RecordedVm vm, int cpus, int memoryMib)
    {
        Sized(vm, cpus, memoryMib).PowerState = "poweredOn";
        return vm;
    }

    private static RecordedVm Sized(RecordedVm vm, int cpus, int memoryMib)
    {
        (vm.Cpus, vm.MemoryMib) = (cpus, memoryMib);
        return vm;
    }
}

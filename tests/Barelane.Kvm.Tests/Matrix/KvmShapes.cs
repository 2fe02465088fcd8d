using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Planning;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit.Matrix;

namespace Barelane.Kvm.Tests.Matrix;

/// <summary>The shapes of plans on KVM: every way, every kind of step. Beside what they are about each host has a second card, which nobody may touch.</summary>
internal static class KvmShapes
{
    private const string Card = StepBench.Card;
    private const string Vgpu = "0000:01:00.4";

    public static IReadOnlyList<PlanShape<KvmMatrixSite>> All { get; } =
    [
        Shape("direct, given by libvirt, with a restore point", s => Gpu(s, "bochs-drm"), Planned.Direct() with { RestorePoint = "before" }),
        Shape("direct, bound by Barelane, the VM runs", s => Gpu(s, "nouveau", isRunning: true), Planned.Direct()),
        Shape("mediated devices with definitions", s => Mediated(Gpu(s, "bochs-drm")), Planned.Slice("mbochs-small", 2)),
        Shape("virtual functions", s => Functions(Gpu(s, "nvme")), Planned.Slice("vf-10de:20b5")),
        Shape("a vGPU type on a virtual function", s => VgpuType(Gpu(s, "nvidia")), Planned.Slice("NVIDIA L40S-24Q")),
        Shape("a vGPU type on a virtual function that is yet to be made", s => FutureVgpu(Gpu(s, "nvidia")), Planned.Slice("nvidia-1155") with { Gpu = new GpuSelector { Profile = "nvidia-1155", Address = PciAddress.Parse(Card) } }),
        Shape("the kernel's argument, with a reboot", s => WithoutIommu(Gpu(s, "bochs-drm")), Planned.Direct()),
        Shape("a window by wider addresses", s => Gpu(s, "bochs-drm", Narrow, barsMiB: 64L << 10), Planned.Direct()),
        Shape("a window by the firmware's option", s => Gpu(s, "bochs-drm", Narrow, barsMiB: 64L << 10).Libvirt.Version = new Version(8, 0), Planned.Direct()),
        new PlanShape<KvmMatrixSite>
        {
            Name = "a card goes from one VM to another",
            Fill = s => Gpu(s, "nouveau").Libvirt.Define("train-03", Domains.Q35("train-03")),
            Before = Document(Planned.Direct()),
            Document = Document(Planned.Direct(vm: "train-03")),
        },
        new PlanShape<KvmMatrixSite>
        {
            Name = "a card goes from one VM to another, given by libvirt",
            Fill = s => Gpu(s, "bochs-drm").Libvirt.Define("train-03", Domains.Q35("train-03"), isRunning: true),
            Before = Document(Planned.Direct()),
            Document = Document(Planned.Direct(vm: "train-03")),
        },
        new PlanShape<KvmMatrixSite>
        {
            Name = "a card is taken back",
            Fill = s => Gpu(s, "nouveau"),
            Before = Document(Planned.Direct()),
            Document = Document(),
        },
    ];

    public static Document Document(params Assignment[] assignments) => new()
    {
        Name = "farm",
        Sites = [new SiteSpec { Alias = "rack7", Hypervisor = Hypervisor.Kvm, Endpoint = "qemu:///system" }],
        Assignments = assignments,
    };

    private const string Narrow = "<cpu mode='custom' match='exact'><model>EPYC</model></cpu>";

    private static PlanShape<KvmMatrixSite> Shape(string name, Action<KvmMatrixSite> fill, Assignment wish) => new() { Name = name, Fill = fill, Document = Document(wish) };

    private static KvmMatrixSite Gpu(KvmMatrixSite site, string driver, string cpu = "<cpu mode='host-passthrough' check='none'/>", bool isRunning = false, params long[] barsMiB)
    {
        site.Tree.Gpu(driver: driver, barsMiB: barsMiB).Gpu("0000:41:00", 17, "nouveau");
        site.Host.Kernel.Knows(Card, driver).Knows(StepBench.Sound, "snd_hda_intel").Knows("0000:41:00.0", "nouveau").Knows("0000:41:00.1", "snd_hda_intel").Load("vfio-pci");
        site.Libvirt.Define("train-02", Domains.Q35(cpu: cpu), isRunning);
        return site;
    }

    private static void Mediated(KvmMatrixSite site) => site.Tree.Folder("/etc/mdevctl.d").Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/name", "mbochs small")
        .Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/create", "").Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/available_instances", "4");

    private static void Functions(KvmMatrixSite site, string enabled = "0") => site.Tree.Attribute(Card, "sriov_totalvfs", "4").Attribute(Card, "sriov_offset", "4").Attribute(Card, "sriov_stride", "1")
        .Attribute(Card, "sriov_vf_device", "20b5").Attribute(Card, "sriov_numvfs", enabled).Attribute(Card, "sriov_drivers_autoprobe", "1");

    private static void VgpuType(KvmMatrixSite site)
    {
        Functions(site, "1");
        site.Tree.Function(Vgpu, "10de:20b5", "30200", "nvidia", 20, "0000:00:01.0").Link($"/sys/bus/pci/devices/{Vgpu}/physfn", "../" + Card)
            .Attribute(Vgpu, "nvidia/creatable_vgpu_types", "ID    : vGPU Name\n1155  : NVIDIA L40S-24Q").Attribute(Vgpu, "nvidia/current_vgpu_type", "0");
        site.Host.Kernel.Knows(Vgpu, "nvidia");
        site.Host.Kernel.Booted = tree => tree.Attribute(Vgpu, "nvidia/current_vgpu_type", "0");
    }

    private static void FutureVgpu(KvmMatrixSite site)
    {
        Functions(site);
        site.Tree.Write("/proc/sys/kernel/osrelease", "6.8.0-51-generic").Write(NvidiaFunctions.Tool, "#!/bin/bash");
        site.Host.Programs.Add(NvidiaFunctions.Tool);
    }

    private static void WithoutIommu(KvmMatrixSite site) => WithoutIommu(site.Tree, site.Host, site.Libvirt);

    /// <summary>A host whose IOMMU is off until the kernel's command line wants it, with a VM that runs beside.</summary>
    public static void WithoutIommu(HostTree tree, SimulatedHost host, SimulatedLibvirt libvirt)
    {
        tree.WithoutIommu();
        host.Kernel.Booted = _ =>
        {
            if (tree.Files.ReadBytes("/proc/cmdline").Map(System.Text.Encoding.ASCII.GetString).Value.Contains("intel_iommu=on", StringComparison.Ordinal))
            {
                tree.Write("/sys/class/iommu/dmar0/intel-iommu/cap", "d2008c222f0286").Write("/proc/interrupts", "   0:   5  IR-IO-APIC   2-edge      timer\n  30:   9  IR-PCI-MSI 524288-edge  nvme0q0");
            }
            else
            {
                tree.WithoutIommu();
            }
        };
        libvirt.Define("web-03", Domains.Q35("web-03"), isRunning: true);
    }
}

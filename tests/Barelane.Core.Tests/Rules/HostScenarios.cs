using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using static Barelane.Core.Rules.Severity;

namespace Barelane.Core.Tests.Rules;

/// <summary>What the rules about sites, clusters and hosts say.</summary>
internal static class HostScenarios
{
    public static readonly RuleScenario[] All =
    [
        new("SITE-VERSION-001", Pass, "a current version passes", w => w),
        new("SITE-VERSION-001", Pass, "6.5 is enough for a fixed card", w => w with { Site = w.Site with { ApiVersion = "6.5" } }),
        new("SITE-VERSION-001", Block, "6.7 is too old for a card by description", w => w.Dynamic() with { Site = w.Site with { ApiVersion = "6.7.3" } }, "6.7.3"),
        new("SITE-VERSION-001", Block, "6.0 is too old for anything", w => w with { Site = w.Site with { ApiVersion = "6.0" } }, "Upgrade"),
        new("SITE-VERSION-001", Unknown, "a version that is no number blocks until accepted", w => w with { Site = w.Site with { ApiVersion = "" } }),
        new("SITE-VERSION-001", null, "KVM is not asked", w => w.Kvm()),
        new("SITE-FLEET-001", Pass, "a vCenter passes", w => w),
        new("SITE-FLEET-001", Warn, "a lone host that is rebooted takes its VMs down", w => w with { Site = w.Site with { ManagesFleet = false } }),
        new("SITE-FLEET-001", Note, "a lone host that stays up is only noted", w => w.Calm() with { Site = w.Site with { ManagesFleet = false } }),

        new("CLUSTER-FAILOVER-001", Pass, "two other hosts are enough", w => w),
        new("CLUSTER-FAILOVER-001", Warn, "one other host is too few where HA is on", w => w with { Others = [w.Others[0]] }, "1 other host"),
        new("CLUSTER-FAILOVER-001", Warn, "hosts in maintenance do not count", w => w with { Others = [.. w.Others.Select(h => h with { Maintenance = Observed.Read(true) })] }, "0 other host"),
        new("CLUSTER-FAILOVER-001", Unknown, "an unreadable HA state is told", w => w.OnCluster(c => c with { HostFailover = Observed<bool>.Unreadable("no permission") }), "no permission"),
        new("CLUSTER-FAILOVER-001", null, "a host that stays up is not asked", w => w.Calm()),
        new("CLUSTER-VSAN-001", Pass, "nothing to resynchronise passes", w => w),
        new("CLUSTER-VSAN-001", Pass, "no vSAN passes", w => w.OnCluster(c => c with { Vsan = Observed<bool>.Absent })),
        new("CLUSTER-VSAN-001", Block, "a running resync stands in the way", w => w.OnCluster(c => c with { VsanResyncBytes = Observed.Read(4096L) }), "4096"),
        new("CLUSTER-VSAN-001", Unknown, "a resync that was not asked for blocks until accepted", w => w.OnCluster(c => c with { VsanResyncBytes = default }), "must say 'Total Number Of Resyncing Objects: 0'. If it is so, say '--accept CLUSTER-VSAN-001'"),
        new("CLUSTER-VSAN-001", Unknown, "an unreadable vSAN state blocks until accepted", w => w.OnCluster(c => c with { Vsan = Observed<bool>.Unreadable("time-out") })),
        new("CLUSTER-RULES-001", Pass, "no rules pass", w => w),
        new("CLUSTER-RULES-001", Block, "a mandatory rule for other hosts stands in the way", w => Rule(w, "on-hosts", true, [RuleWorld.VmRef], [RuleWorld.HostNamed("esx02")]), "licence rule"),
        new("CLUSTER-RULES-001", Warn, "a preferred rule against the host is broken", w => Rule(w, "off-hosts", false, [RuleWorld.VmRef], [RuleWorld.HostRef])),
        new("CLUSTER-RULES-001", Block, "a VM to be kept apart is on the card's host", w => Rule(w, "apart", false, [RuleWorld.VmRef, RuleWorld.WebRef], [])),
        new("CLUSTER-RULES-001", Pass, "a rule for the card's own host passes", w => Rule(w, "on-hosts", true, [RuleWorld.VmRef], [RuleWorld.HostRef])),
        new("CLUSTER-RULES-001", Unknown, "unreadable rules block until accepted", w => w.OnCluster(c => c with { Rules = default })),
        new("CLUSTER-RULES-002", Pass, "no rules pass", w => w),
        new("CLUSTER-RULES-002", Warn, "a rule that pins another VM here is told", w => Rule(w, "on-hosts", true, [RuleWorld.WebRef], [RuleWorld.HostRef]), "dc1/web-03"),
        new("CLUSTER-RULES-002", Unknown, "unreadable rules are told", w => w.OnCluster(c => c with { Rules = default })),

        new("HOST-CONNECTION-001", Pass, "a connected host passes", w => w),
        new("HOST-CONNECTION-001", Block, "a host that does not answer stands in the way", w => w.OnHost(h => h with { Connection = Observed.Read(HostConnection.NotResponding) }), "not responding"),
        new("HOST-CONNECTION-001", Block, "a disconnected host stands in the way", w => w.OnHost(h => h with { Connection = Observed.Read(HostConnection.Disconnected) }), "administrator"),
        new("HOST-CONNECTION-001", Unknown, "an unknown state blocks until accepted", w => w.OnHost(h => h with { Connection = default })),
        new("HOST-MAINTENANCE-001", Pass, "a host in service passes", w => w),
        new("HOST-MAINTENANCE-001", Note, "Barelane's own maintenance is no obstacle", w => w.OnHost(h => h with { Maintenance = Observed.Read(true) }) with { MaintenanceIsOurs = true }),
        new("HOST-MAINTENANCE-001", Unknown, "maintenance by whomever blocks until accepted", w => w.OnHost(h => h with { Maintenance = Observed.Read(true) }), "by whom"),
        new("HOST-MAINTENANCE-001", Unknown, "an unreadable mode blocks until accepted", w => w.OnHost(h => h with { Maintenance = Observed<bool>.Unreadable("no permission") })),
        new("HOST-REBOOT-001", Pass, "no pending reboot passes", w => w),
        new("HOST-REBOOT-001", Warn, "a pending reboot is told", w => w.OnHost(h => h with { RebootPending = Observed.Read(true) }), "makes that effective"),
        new("HOST-REBOOT-001", Unknown, "an unknown state is told", w => w.OnHost(h => h with { RebootPending = default })),
        new("HOST-REBOOT-002", Pass, "a host that can be rebooted passes", w => w),
        new("HOST-REBOOT-002", Block, "a host that cannot be rebooted stands in the way", w => w.OnHost(h => h with { RebootSupported = Observed.Read(false) })),
        new("HOST-REBOOT-002", Warn, "a host that does not say is told", w => w.OnHost(h => h with { RebootSupported = Observed<bool>.Absent })),
        new("HOST-REBOOT-002", Unknown, "an unknown ability blocks until accepted", w => w.OnHost(h => h with { RebootSupported = default })),
        new("HOST-REBOOT-002", null, "a plan without a reboot does not ask", w => w with { HostNeed = HostNeed.Maintenance }),
        new("HOST-IOMMU-001", Pass, "an IOMMU read as on passes", w => w),
        new("HOST-IOMMU-001", Pass, "a device that is ready proves it", w => w.OnHost(h => h with { Iommu = default }).OnCard(d => d with { State = Observed.Read(DeviceState.Ready) })),
        new("HOST-IOMMU-001", Note, "a device called capable is evidence, no proof", w => w.OnHost(h => h with { Iommu = default }), "capable"),
        new("HOST-IOMMU-001", Note, "an inferred IOMMU does not pass", w => w.Kvm().OnHost(h => h with { Iommu = Observed.Inferred(true, "a group exists") }), "a group exists"),
        new("HOST-IOMMU-001", Block, "an IOMMU read as off stands in the way", w => w.OnHost(h => h with { Iommu = Observed.Read(false) }), "System BIOS > Processor Settings"),
        new("HOST-IOMMU-001", Block, "general words are used for a server that is not known", w => w.OnHost(h => h with { Iommu = Observed.Read(false), FirmwareWords = default }), "'VT-d' and 'VT-x'"),
        new("HOST-IOMMU-001", Unknown, "an IOMMU inferred as off does not block for good", w => w.OnCard(d => d with { State = Observed.Read(DeviceState.NotPossible) })
            .OnAudio(d => d with { State = Observed.Read(DeviceState.NotPossible) })
            .OnHost(h => h with { Iommu = Observed.Inferred(false, "no device of the host is capable of passthrough") }), "no device of the host"),
        new("HOST-IOMMU-001", Unknown, "an unread IOMMU blocks on KVM until accepted", w => w.Kvm().OnHost(h => h with { Iommu = default })),
        new("HOST-IOMMU-001", null, "slices are not asked", w => w.Sliced()),
        new("HOST-MMIO-001", Pass, "the setting read as on passes", w => w),
        new("HOST-MMIO-001", Pass, "small cards need no setting", w => Small(w).OnHost(h => h with { Above4G = default })),
        new("HOST-MMIO-001", Note, "vSphere does not tell, and says so", w => w.OnHost(h => h with { Above4G = default }), "Memory Mapped I/O above 4GB"),
        new("HOST-MMIO-001", Block, "the setting read as off stands in the way", w => w.OnHost(h => h with { Above4G = Observed.Read(false) }), "128 GiB"),
        new("HOST-MMIO-001", Unknown, "an unread setting blocks on KVM until accepted", w => w.Kvm().OnHost(h => h with { Above4G = Observed<bool>.Unreadable("no dmesg") }), "no dmesg"),
        new("HOST-BOOT-001", Pass, "a host on a disk passes", w => w),
        new("HOST-BOOT-001", Note, "a disk that is only inferred does not pass", w => w.OnHost(h => h with { BootsFromUsb = Observed.Inferred(false, "no USB driver") }), "no USB driver"),
        new("HOST-BOOT-001", Warn, "a host on USB is warned of", w => w.OnHost(h => h with { BootsFromUsb = Observed.Read(true) })),
        new("HOST-BOOT-001", Unknown, "an unknown medium is told", w => w.OnHost(h => h with { BootsFromUsb = default })),
        new("HOST-MEMORY-001", Pass, "enough free memory passes", w => w),
        new("HOST-MEMORY-001", Block, "too little memory stands in the way with both numbers", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Read(1000L) }), "1000 MiB not reserved on the host, 32768 MiB needed"),
        new("HOST-MEMORY-001", Block, "a VM as large as its host stands in the way, however free the host is", w => w.OnHost(h => h with { MemoryMiB = Observed.Read(32L * 1024), FreeMemoryMiB = Observed.Inferred(32L * 1024, "nothing reserved") }), "32768 MiB in the whole host, 32768 MiB needed"),
        new("HOST-MEMORY-001", Pass, "a host of unknown size is judged by what is free", w => w.OnHost(h => h with { MemoryMiB = default })),
        new("HOST-MEMORY-001", Warn, "memory that leaves no room for overhead is warned of", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Read(32L * 1024) }), "overhead"),
        new("HOST-MEMORY-001", Note, "enough memory that is only computed does not pass", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Inferred(400L * 1024, "memory less reservations") }), "memory less reservations"),
        new("HOST-MEMORY-001", Unknown, "too little memory that is only computed blocks until accepted", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Inferred(1000L, "memory less reservations") }), "concluded"),
        new("HOST-MEMORY-001", Block, "what other VMs of the same plan take is gone", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Read(40L * 1024) }) with
        {
            Wants =
            [
                DeviceScenarios.Want(RuleWorld.WebRef, Field.ReservationMiB, "32768"),
                DeviceScenarios.Want(RuleWorld.WebRef, Field.Placement, RuleWorld.HostRef.Id),
            ],
        }, "32768 MiB go to other VMs"),
        new("HOST-MEMORY-001", Pass, "what the VM itself holds there comes free", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Read(1000L) }).OnVm(v => v with { ReservationMiB = Observed.Read(32L * 1024) })),
        new("HOST-MEMORY-001", Block, "what it holds on another host does not", w => w.OnHost(h => h with { FreeMemoryMiB = Observed.Read(1000L) })
            .OnVm(v => v with { ReservationMiB = Observed.Read(32L * 1024), Host = RuleWorld.HostNamed("esx02") })),
        new("HOST-MEMORY-001", Unknown, "unknown free memory blocks until accepted", w => w.OnHost(h => h with { FreeMemoryMiB = default })),
        new("HOST-MEMORY-001", Unknown, "unknown VM memory blocks until accepted", w => w.OnVm(v => v with { MemoryMiB = default })),
        new("HOST-MANAGEMENT-001", Pass, "no management VM passes", w => w),
        new("HOST-MANAGEMENT-001", Block, "a running vCenter stands in the way", w => w.OnWeb(v => v with { Role = "management" }), "Move 'dc1/web-03'"),
        new("HOST-MANAGEMENT-001", Pass, "one that is off does not", w => w.OnWeb(v => v with { Role = "management", Power = Observed.Read(PowerState.Off) })),
        new("HOST-MANAGEMENT-001", Unknown, "one whose power is unknown blocks until accepted", w => w.OnWeb(v => v with { Role = "management", Power = default })),
        new("HOST-BYSTANDERS-001", Pass, "VMs that fit elsewhere pass", w => w),
        new("HOST-BYSTANDERS-001", Warn, "a VM that fits nowhere is named", w => w with { Others = [.. w.Others.Select(h => h with { FreeMemoryMiB = Observed.Read(0L) })] }, "'web-03'"),
        new("HOST-BYSTANDERS-001", Warn, "a VM whose storage no other host reaches is named", w => w.OnWeb(v => v with { Storage = ["local-1"] }), "'web-03'"),
        new("HOST-BYSTANDERS-001", Warn, "a VM with a card of its own is named", w => w.OnWeb(v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new() { Key = "13000", Way = Core.Goals.Way.Direct, Backing = "fixed 0000:af:00.0 10de:2235" }]) }), "'web-03'"),
        new("HOST-BYSTANDERS-001", Unknown, "a VM that could not be seen is named", w => w.OnWeb(v => v with { Power = default }), "'web-03'"),
        new("HOST-VCLS-001", Pass, "no agent VM passes", w => w),
        new("HOST-VCLS-001", Note, "agent VMs with other hosts are noted", w => w.OnWeb(v => v with { Role = "vcls" })),
        new("HOST-VCLS-001", Warn, "agent VMs without another host are warned of", w => w.OnWeb(v => v with { Role = "vcls" }) with { Others = [] }, "Retreat"),
    ];

    private static RuleWorld Small(RuleWorld w) => w.OnCard(d => d with { BarMiB = Observed.Read(256L), MemoryMiB = Observed.Read(4096L), VendorMmioGiB = Observed<int>.Absent });

    private static RuleWorld Rule(RuleWorld w, string kind, bool mandatory, ObjectRef[] vms, ObjectRef[] hosts) => w.OnCluster(c => c with
    {
        Rules = Observed.Read<IReadOnlyList<PlacementRule>>([new PlacementRule { Name = "licence rule", Kind = kind, Mandatory = mandatory, Vms = vms, Hosts = hosts }]),
    });
}

using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using static Barelane.Core.Rules.Severity;

namespace Barelane.Core.Tests.Rules;

/// <summary>What the rules say that only KVM hosts are asked, and what the others say of them.</summary>
internal static class KvmScenarios
{
    public static readonly RuleScenario[] All =
    [
        new("SITE-FLEET-001", null, "a KVM host that stays up is not noted", w => w.Kvm().Calm() with { Site = w.Kvm().Site with { ManagesFleet = false } }),
        new("HOST-IOMMU-001", Note, "an IOMMU that the plan switches on is no obstacle", w => SwitchedOn(w), "intel_iommu"),
        new("HOST-IOMMU-001", Warn, "an IOMMU that firmware may hide is warned of", w => SwitchedOn(w).OnHost(h => h with { IommuInFirmware = Observed<bool>.Unreadable("root only") }), "root only"),
        new("HOST-INTREMAP-001", Pass, "remapped interrupts pass", w => w.Kvm()),
        new("HOST-INTREMAP-001", Block, "interrupts that are not remapped stand in the way", w => w.Kvm().OnHost(h => h with { InterruptRemapping = Observed.Read(false) }), "x2APIC"),
        new("HOST-INTREMAP-001", Warn, "an override that lets devices out is warned of", w => w.Kvm().OnHost(h => h with { InterruptRemapping = Observed.Read(false), UnsafeInterruptsAllowed = Observed.Read(true) }), "allow_unsafe_interrupts"),
        new("HOST-INTREMAP-001", Unknown, "unread interrupts block until accepted", w => w.Kvm().OnHost(h => h with { InterruptRemapping = Observed<bool>.Unreadable("no known chip") }), "no known chip"),
        new("HOST-INTREMAP-001", Note, "an IOMMU that the plan switches on will show it", w => SwitchedOn(w).OnHost(h => h with { InterruptRemapping = Observed.Read(false) })),
        new("HOST-INTREMAP-001", null, "vSphere is not asked", w => w),
        new("HOST-ISOLATION-001", Pass, "groups of the hardware pass", w => w.Kvm()),
        new("HOST-ISOLATION-001", Warn, "an override is warned of", w => w.Kvm().OnHost(h => h with { IsolationOverridden = Observed.Read(true) }), "pcie_acs_override"),
        new("HOST-ISOLATION-001", Unknown, "an unread command line is told", w => w.Kvm().OnHost(h => h with { IsolationOverridden = default })),
        new("HOST-VIRT-001", Pass, "a host with /dev/kvm passes", w => w.Kvm()),
        new("HOST-VIRT-001", Block, "a host without stands in the way", w => w.Kvm().OnHost(h => h with { HardwareVirtualization = Observed.Read(false) }), "/dev/kvm"),
        new("HOST-VIRT-001", Pass, "an emulated domain needs none", w => w.Kvm().Option("domain-type", "qemu").OnHost(h => h with { HardwareVirtualization = Observed.Read(false) }), "emulated"),
        new("HOST-VIRT-001", Unknown, "an unread ability blocks until accepted", w => w.Kvm().OnHost(h => h with { HardwareVirtualization = default })),
        new("HOST-ADDRESS-001", Pass, "an IOMMU wider than the guest passes", w => w.Kvm()),
        new("HOST-ADDRESS-001", Pass, "an IOMMU that tells no limit passes", w => w.Kvm().OnHost(h => h with { IommuAddressBits = Observed<int>.Absent })),
        new("HOST-ADDRESS-001", Warn, "a guest as wide as the CPU on a narrow IOMMU is warned of", w => w.Kvm().Option("cpu-mode", "host-passthrough").OnHost(h => h with { IommuAddressBits = Observed.Read(39) }), "limit='39'"),
        new("HOST-ADDRESS-001", Pass, "a limit in the definition counts", w => w.Kvm().Option("maxphysaddr", "passthrough limit=39").OnHost(h => h with { IommuAddressBits = Observed.Read(39) })),
        new("HOST-ADDRESS-001", Unknown, "an unread width is told", w => w.Kvm().OnHost(h => h with { IommuAddressBits = Observed<int>.Unreadable("no number") }), "no number"),
        new("HOST-LOCKDOWN-001", Pass, "an open kernel passes", w => w.Kvm()),
        new("HOST-LOCKDOWN-001", Note, "a locked kernel is noted for a whole card", w => w.Kvm().OnHost(h => h with { Lockdown = Observed.Read("integrity") }), "vfio-pci needs nothing"),
        new("HOST-LOCKDOWN-001", Warn, "a locked kernel is warned of for slices", w => w.Kvm().Sliced().OnHost(h => h with { Lockdown = Observed.Read("integrity") })),
        new("HOST-LOCKDOWN-001", Note, "Secure Boot is noted", w => w.Kvm().OnHost(h => h with { SecureBoot = Observed.Read(true) })),
        new("HOST-LOCKDOWN-001", Unknown, "a kernel that tells nothing is told", w => w.Kvm().OnHost(h => h with { Lockdown = default, SecureBoot = default })),
        new("HOST-MEMORY-001", Note, "huge pages are counted elsewhere", w => w.Kvm().Option("memory-backing", "hugepages").OnHost(h => h with { FreeMemoryMiB = Observed.Read(1000L) }), "huge pages"),
        new("VM-MEMORY-001", Block, "a hard limit without room for QEMU stands in the way", w => w.Kvm().OnVm(v => v with { MemoryLimitMiB = v.MemoryMiB }), "virsh memtune"),

        new("DEVICE-GROUP-001", Pass, "a group of the card's own functions passes", w => w.Kvm()),
        new("DEVICE-GROUP-001", Note, "a sound card in the group goes along", w => w.Kvm().With(Member(0x0403))),
        new("DEVICE-GROUP-001", Warn, "a network card in the group is named", w => w.Kvm().With(Member(0x0200)), "0000:5e:00.0"),
        new("DEVICE-GROUP-001", Block, "a disk of the host in the group stands in the way", w => w.Kvm().With(Member(0x0108) with { HostUse = Observed.Read("disk 'nvme0n1' with '/'") }), "disk 'nvme0n1' with '/'"),
        new("DEVICE-GROUP-001", Unknown, "an unread group blocks until accepted", w => w.Kvm().OnCard(d => d with { IsolationGroup = default })),
        new("DEVICE-GROUP-001", Note, "groups that are known only after the reboot are noted", w => SwitchedOn(w).OnCard(d => d with { IsolationGroup = Observed<string>.Absent })),
        new("DEVICE-USERS-001", Pass, "a card that nobody has open passes", w => w.Kvm()),
        new("DEVICE-USERS-001", Pass, "the VM itself may have it", w => w.Kvm().OnCard(d => d with { HeldBy = [RuleWorld.VmRef], Users = Observed.Read<IReadOnlyList<string>>(["7:qemu-system-x86"]) })),
        new("DEVICE-USERS-001", Block, "a client of NVIDIA's driver stands in the way", w => w.Kvm().OnCard(d => d with { Users = Observed.Read<IReadOnlyList<string>>(["1234:python3"]) }), "1234:python3"),
        new("DEVICE-USERS-001", Warn, "a client of another driver is warned of", w => w.Kvm().OnCard(d => d with { Driver = Observed.Read("amdgpu"), Users = Observed.Read<IReadOnlyList<string>>(["1:Xorg", "2:a", "3:b", "4:c", "5:d", "6:e", "7:f"]) }), "1 more"),
        new("DEVICE-USERS-001", Unknown, "open files that only root sees block until accepted", w => w.Kvm().OnCard(d => d with { Users = Observed<IReadOnlyList<string>>.Unreadable("root only") }), "root only"),
        new("DEVICE-RMRR-001", Pass, "a device without firmware's memory passes", w => w.Kvm()),
        new("DEVICE-RMRR-001", Block, "firmware's memory stands in the way", w => w.Kvm().OnCard(d => d with { ReservedByFirmware = Observed.Read(true) }), "conrep"),
        new("DEVICE-RMRR-001", Unknown, "an unread region blocks until accepted", w => w.Kvm().OnCard(d => d with { ReservedByFirmware = default })),
        new("DEVICE-RESET-001", Pass, "a card with its own reset passes", w => w.Kvm()),
        new("DEVICE-RESET-001", Note, "a card that only its bus resets is noted", w => w.Kvm().OnCard(d => d with { ResetMethods = Observed.Read<IReadOnlyList<string>>(["bus"]) })),
        new("DEVICE-RESET-001", Warn, "a card that can't be reset is warned of", w => w.Kvm().OnCard(d => d with { Id = new PciId(PciId.Amd, 0x67df), ResetMethods = Observed.Read<IReadOnlyList<string>>([]) }), "vendor-reset"),
        new("DEVICE-RESET-001", Unknown, "unread methods are told", w => w.Kvm().OnCard(d => d with { ResetMethods = default })),
        new("DEVICE-POWER-001", Pass, "a card with power passes", w => w.Kvm()),
        new("DEVICE-POWER-001", Warn, "a card in D3cold is warned of", w => w.Kvm().OnCard(d => d with { PowerState = Observed.Read("D3cold") }), "d3cold_allowed"),
        new("DEVICE-POWER-001", Unknown, "an unread power state is told", w => w.Kvm().OnCard(d => d with { PowerState = default })),
        new("DEVICE-OVERRIDE-001", Pass, "a card without an override passes", w => w.Kvm()),
        new("DEVICE-OVERRIDE-001", Note, "an override to vfio-pci is noted", w => w.Kvm().OnCard(d => d with { OverrideAtBoot = Observed.Read("vfio-pci") }), "driverctl unset-override"),
        new("DEVICE-OVERRIDE-001", Block, "an override to another driver stands in the way", w => w.Kvm().OnCard(d => d with { OverrideAtBoot = Observed.Read("nouveau") }), "'nouveau'"),
        new("DEVICE-OVERRIDE-001", Unknown, "an unread override blocks until accepted", w => w.Kvm().OnCard(d => d with { OverrideAtBoot = default })),
        new("DEVICE-TWIN-001", Pass, "a host that binds nothing by id passes", w => w.Kvm()),
        new("DEVICE-TWIN-001", Note, "a card bound by its id is noted", w => ByIds(w)),
        new("DEVICE-TWIN-001", Warn, "a twin that goes with it is named", w => ByIds(w).With(RuleWorld.Gpu() with { Ref = ObjectRef.Device(RuleWorld.HostRef, PciAddress.Parse("0000:d8:00.0")), Address = PciAddress.Parse("0000:d8:00.0") }), "0000:d8:00.0"),
        new("DEVICE-TWIN-001", Unknown, "unread ids are told", w => w.Kvm().OnHost(h => h with { IdsTakenAtBoot = default })),
        new("HOST-HUGEPAGES-001", Pass, "a VM of ordinary memory passes", w => w.Kvm().Option("cpu-mode", "host-passthrough")),
        new("HOST-HUGEPAGES-001", Pass, "as many free pages as the memory takes pass", w => Huge(w, "hugepages-1048576", new HugePages(1048576, 40, 40))),
        new("HOST-HUGEPAGES-001", Block, "pages of that size that the kernel has not stand in the way", w => Huge(w, "hugepages-1048576", new HugePages(2048, 0, 0)), "no huge pages of 1048576 KiB"),
        new("HOST-HUGEPAGES-001", Block, "too few free pages stand in the way", w => Huge(w, "hugepages shared", new HugePages(2048, 20000, 9)), "9 of 20000"),
        new("HOST-HUGEPAGES-001", Pass, "a VM that runs has its pages", w => Huge(w, "hugepages", new HugePages(2048, 0, 0)).OnVm(v => v with { Power = Observed.Read(PowerState.On) }), ""),
        new("HOST-HUGEPAGES-001", Unknown, "unread pages block until accepted", w => Huge(w, "hugepages").OnHost(h => h with { HugePages = Observed<IReadOnlyList<HugePages>>.Unreadable("no number") }), "no number"),
        new("HOST-HUGEPAGES-001", null, "vSphere is not asked", w => w),
        new("HOST-OVMF-001", Pass, "a host with EFI firmware passes", w => w.Kvm()),
        new("HOST-OVMF-001", Block, "a host without stands in the way", w => w.Kvm().OnHost(h => h with { GuestFirmware = Observed.Read<IReadOnlyList<string>>([]) }), "edk2-ovmf"),
        new("HOST-OVMF-001", Pass, "a VM with another firmware needs none", w => w.Kvm().OnVm(v => v with { Firmware = Observed.Read("bios") }).OnHost(h => h with { GuestFirmware = Observed.Read<IReadOnlyList<string>>([]) })),
        new("HOST-OVMF-001", Pass, "a VM that names its firmware's file needs none other", w => w.Kvm().Option("firmware-file", "/opt/OVMF.fd").OnHost(h => h with { GuestFirmware = Observed.Read<IReadOnlyList<string>>([]) }), "/opt/OVMF.fd"),
        new("HOST-OVMF-001", Unknown, "unread descriptors block until accepted", w => w.Kvm().OnHost(h => h with { GuestFirmware = Observed<IReadOnlyList<string>>.Unreadable("permission denied") }), "permission denied"),
        new("DEVICE-FUNCTIONS-001", Pass, "a card without virtual functions passes", w => w.Kvm().OnCard(d => d with { VirtualFunctions = Observed.Read(new VirtualFunctions(0, 16, 4, 1, 0x2236)) })),
        new("DEVICE-FUNCTIONS-001", Block, "a card with some stands in the way, and who has them is named", w => w.Kvm().OnCard(d => d with { VirtualFunctions = Observed.Read(new VirtualFunctions(2, 16, 4, 1, 0x2236)) }).With(Virtual() with { HeldBy = [RuleWorld.WebRef] }), "'dc1/web-03' has 0000:3b:00.4"),
        new("DEVICE-FUNCTIONS-001", Unknown, "an unread number blocks until accepted", w => w.Kvm().OnCard(d => d with { VirtualFunctions = Observed<VirtualFunctions>.Unreadable("no number") }), "no number"),
        new("DEVICE-TOKEN-001", Pass, "a virtual function of a card with its own driver passes", w => w.Kvm().OnCard(d => d with { Driver = Observed.Read("nvidia") }).With(Virtual()) with { Chosen = VirtualAt }),
        new("DEVICE-TOKEN-001", Block, "one of a card on vfio-pci stands in the way", w => w.Kvm().OnCard(d => d with { Driver = Observed.Read("vfio-pci") }).With(Virtual()) with { Chosen = VirtualAt }, "is on 'vfio-pci'"),
        new("DEVICE-TOKEN-001", Unknown, "an unread driver blocks until accepted", w => w.Kvm().OnCard(d => d with { Driver = default }).With(Virtual()) with { Chosen = VirtualAt }),
        new("DEVICE-DENYLIST-001", Pass, "a GPU is not on the list", w => w.Kvm()),
        new("DEVICE-DENYLIST-001", Block, "an accelerator that is stands in the way", w => w.Kvm().OnCard(d => d with { Id = new PciId(PciId.Intel, 0x0b25) }), "disable_denylist"),
        new("DEVICE-DENYLIST-001", Warn, "a list that is switched off is warned of", w => w.Kvm().OnHost(h => h with { DenylistDisabled = Observed.Read(true) }).OnCard(d => d with { Id = new PciId(PciId.Intel, 0x37c8) }), "switched off"),
        new("DEVICE-DENYLIST-001", Unknown, "an unread setting blocks until accepted", w => w.Kvm().OnHost(h => h with { DenylistDisabled = default }).OnCard(d => d with { Id = new PciId(PciId.Intel, 0x0b25) })),
        new("DEVICE-LINK-001", Pass, "a link at rest with all its lanes passes", w => w.Kvm()),
        new("DEVICE-LINK-001", Pass, "a function without a link passes", w => w.Kvm().OnCard(d => d with { Link = Observed<PciLink>.Absent })),
        new("DEVICE-LINK-001", Warn, "half the lanes are warned of", w => w.Kvm().OnCard(d => d with { Link = Observed.Read(new PciLink(16, 16, 8, 16)) }), "8 lanes of 16"),
        new("DEVICE-LINK-001", Unknown, "an unread link is told", w => w.Kvm().OnCard(d => d with { Link = default })),
        new("DEVICE-BAR-001", Pass, "BARs with addresses pass", w => w.Kvm()),
        new("DEVICE-BAR-001", Warn, "a BAR without an address is warned of", w => w.Kvm().OnCard(d => d with { Bars = Observed.Read<IReadOnlyList<PciBar>>([new(1, 64L << 30, 0, true, true)]) }), "1 (65536 MiB)"),
        new("DEVICE-BAR-001", Note, "a BAR that can grow is noted", w => w.Kvm().OnCard(d => d with { ResizableToMiB = Observed.Read(128L * 1024) }), "131072"),
        new("DEVICE-BAR-001", Unknown, "unread BARs are told", w => w.Kvm().OnCard(d => d with { Bars = default })),

        new("VM-MACHINE-001", Pass, "a q35 machine passes", w => w.Kvm().OnVm(v => v with { HardwareVersion = Observed.Read("pc-q35-7.2") })),
        new("VM-MACHINE-001", Block, "an i440fx machine has no window for a large card", w => w.Kvm().OnVm(v => v with { HardwareVersion = Observed.Read("pc-i440fx-7.2") }), "q35"),
        new("VM-MACHINE-001", Warn, "an i440fx machine is warned of for a small one", w => w.Kvm().OnVm(v => v with { HardwareVersion = Observed.Read("pc-i440fx-7.2") })
            .OnCard(d => d with { BarMiB = Observed.Read(256L), MemoryMiB = Observed.Read(2048L), VendorMmioGiB = Observed<int>.Absent })),
        new("VM-MACHINE-001", Unknown, "an unread machine blocks until accepted", w => w.Kvm().OnVm(v => v with { HardwareVersion = default })),
        new("VM-CONSUMER-001", Pass, "a VM that hides itself passes", w => Consumer(w).Option("kvm-hidden", "true")),
        new("VM-CONSUMER-001", Note, "a VM that shows itself is noted", w => Consumer(w), "R465"),
        new("VM-CONSUMER-001", Unknown, "unread features are told", w => Consumer(w).OnVm(v => v with { Options = default })),
        new("VM-CONSUMER-001", null, "a data-centre card is not asked", w => w.Kvm()),
    ];

    private static readonly PciAddress VirtualAt = PciAddress.Parse("0000:3b:00.4");

    private static RuleWorld Huge(RuleWorld w, string backing, params HugePages[] pages) => w.Kvm().Option("memory-backing", backing)
        .OnVm(v => v with { Power = Observed.Read(PowerState.Off), MemoryMiB = Observed.Read(32L * 1024) }).OnHost(h => h with { HugePages = Observed.Read<IReadOnlyList<HugePages>>(pages) });

    private static Device Virtual() => RuleWorld.Gpu() with
    {
        Ref = ObjectRef.Device(RuleWorld.HostRef, VirtualAt),
        Address = VirtualAt,
        PhysicalFunction = Observed.Read(RuleWorld.Card),
        VirtualFunctions = Observed<VirtualFunctions>.Absent,
    };

    private static RuleWorld ByIds(RuleWorld w) => w.Kvm().OnHost(h => h with { IdsTakenAtBoot = Observed.Read<IReadOnlyList<string>>(["10de:2235"]) });

    private static RuleWorld SwitchedOn(RuleWorld w) => w.Kvm().OnHost(h => h with { Iommu = Observed.Read(false) }) with
    {
        Wants = [new Want { Target = RuleWorld.HostRef, Field = new Field("kernel-argument:intel_iommu"), Value = "on", Reason = "", Unit = "dc1/render-01" }],
    };

    private static RuleWorld Consumer(RuleWorld w) => w.Kvm().OnCard(d => d with { Name = "GA102 [GeForce RTX 3090]" });

    private static Device Member(ushort code) => RuleWorld.Drive("0000:5e:00.0") with { Class = new PciClass(code), IsolationGroup = Observed.Read("12"), Driver = Observed.Read("some") };
}

using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using static Barelane.Core.Rules.Severity;

namespace Barelane.Core.Tests.Rules;

/// <summary>What the rules about VMs say.</summary>
internal static class VmScenarios
{
    private const string Size = "pciPassthru.64bitMMIOSizeGB";

    public static readonly RuleScenario[] All =
    [
        new("VM-TEMPLATE-001", Pass, "a VM passes", w => w),
        new("VM-TEMPLATE-001", Block, "a template stands in the way", w => w.OnVm(v => v with { IsTemplate = true }), "create: template"),
        new("VM-POWER-001", Pass, "a running VM passes", w => w),
        new("VM-POWER-001", Block, "a suspended VM stands in the way", w => w.OnVm(v => v with { Power = Observed.Read(PowerState.Suspended) }), "Resume"),
        new("VM-POWER-001", Unknown, "an unknown state blocks until accepted", w => w.OnVm(v => v with { Power = default })),
        new("VM-TOOLS-001", Pass, "a guest that answers passes", w => w),
        new("VM-TOOLS-001", Pass, "a VM that is off needs no agent", w => w.OnVm(v => v with { Power = Observed.Read(PowerState.Off), GuestTools = Observed.Read("notRunning") })),
        new("VM-TOOLS-001", Warn, "a guest without an agent is powered off hard", w => w.OnVm(v => v with { GuestTools = Observed.Read("notInstalled") }), "notInstalled"),
        new("VM-TOOLS-001", Unknown, "an unread agent is told", w => w.OnVm(v => v with { GuestTools = default })),
        new("VM-FIRMWARE-001", Pass, "EFI passes", w => w),
        new("VM-FIRMWARE-001", Pass, "BIOS passes with a small card", w => Bios(w).OnCard(d => d with { BarMiB = Observed.Read(256L) })),
        new("VM-FIRMWARE-001", Block, "an installed BIOS guest stands in the way of a large card", w => Bios(w), "mbr2gpt"),
        new("VM-FIRMWARE-001", Warn, "a change that the plan makes is told", w => Bios(w) with { Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.Firmware, "efi")] }, "may not boot"),
        new("VM-FIRMWARE-001", Unknown, "a need that is only derived does not block for good", w => Bios(w).OnCard(d => d with
        {
            BarMiB = default,
            VendorMmioGiB = Observed<int>.Absent,
            MemoryMiB = Observed.Inferred(48L * 1024, "catalogue"),
        }), "only derived"),
        new("VM-FIRMWARE-001", Unknown, "unread firmware blocks until accepted", w => w.OnVm(v => v with { Firmware = default })),
        new("VM-FIRMWARE-001", Pass, "unread firmware is no matter to a small card", w => w.OnVm(v => v with { Firmware = default }).OnCard(d => d with { BarMiB = Observed.Read(256L) })),
        new("VM-FIRMWARE-001", null, "a VM that is created is right from the start", w => w with { VmIsNew = true }),
        new("VM-SECUREBOOT-001", Pass, "Secure Boot off passes", w => w),
        new("VM-SECUREBOOT-001", Note, "Secure Boot on is noted", w => w.OnVm(v => v with { SecureBoot = Observed.Read(true) }), "mokutil"),
        new("VM-SECUREBOOT-001", Unknown, "an unread setting is told", w => w.OnVm(v => v with { SecureBoot = default })),
        new("VM-MMIO-001", Note, "a window that is not set is the plan's to set", w => w, "128"),
        new("VM-MMIO-001", Pass, "a window that fits passes", w => w.Option(Size, "128")),
        new("VM-MMIO-001", Block, "a window that is too small stands in the way", w => w.Option(Size, "64"), "'64'"),
        new("VM-MMIO-001", Block, "a window that is no power of two stands in the way", w => w.Option(Size, "130"), "'130'"),
        new("VM-MMIO-001", Note, "a window that the plan corrects is no obstacle", w => w.Option(Size, "64") with { Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.Option(Size), "128")] }),
        new("VM-MMIO-001", Block, "a size in the file that is no power of two stands in the way", w => w with { Assignment = w.Assignment with { MmioGiB = 100 } }, "100 GiB"),
        new("VM-MMIO-001", Warn, "a size in the file that is too small is warned of", w => w with { Assignment = w.Assignment with { MmioGiB = 64 } }, "less than computed"),
        new("VM-MMIO-001", Pass, "a size in the file that is large enough passes", w => w with { Assignment = w.Assignment with { MmioGiB = 256 } }),
        new("VM-MMIO-001", Warn, "a card of unknown size is told", w => w.OnCard(d => d with { BarMiB = default, MemoryMiB = default, VendorMmioGiB = default }), "not known"),
        new("VM-MMIO-001", Unknown, "unread options block until accepted", w => w.OnVm(v => v with { Options = default })),
        new("VM-HARDWARE-001", Pass, "vmx-20 passes", w => w),
        new("VM-HARDWARE-001", Block, "vmx-13 is too old for a card by description", w => Vmx(w.Dynamic(), "vmx-13"), "vmx-13"),
        new("VM-HARDWARE-001", Pass, "vmx-13 is enough for a fixed card", w => Vmx(w, "vmx-13")),
        new("VM-HARDWARE-001", Block, "vmx-10 is too old for a slice", w => Vmx(w.Sliced(), "vmx-10")),
        new("VM-HARDWARE-001", Warn, "an upgrade that the plan makes is told", w => Vmx(w.Dynamic(), "vmx-13") with { Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.HardwareVersion, "vmx-17")] }, "no way back"),
        new("VM-HARDWARE-001", Unknown, "an unread version blocks until accepted", w => w.OnVm(v => v with { HardwareVersion = default })),
        new("VM-HARDWARE-001", Unknown, "a version that is not understood blocks until accepted", w => Vmx(w, "vmx-new")),
        new("VM-HARDWARE-002", Pass, "two functions pass", w => w),
        new("VM-HARDWARE-002", Warn, "more than the documented number is warned of", w => Vmx(Many(w, 6), "vmx-13"), "8 devices"),
        new("VM-HARDWARE-002", Pass, "a card that the VM has by description already is not counted twice", w => w.Dynamic().OnVm(v => v with
        {
            Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new() { Key = "13000", Way = Way.Direct, Backing = "dynamic 10de:2235" }]),
        }), "2 devices (1 now, 1 more)"),
        new("VM-HARDWARE-002", Block, "more than the limit stands in the way", w => Vmx(Many(w, 16), "vmx-19"), "18 devices"),
        new("VM-HARDWARE-002", Unknown, "an unread version blocks until accepted", w => w.OnVm(v => v with { HardwareVersion = default })),
        new("VM-HARDWARE-002", Unknown, "unread devices block until accepted", w => w.OnVm(v => v with { Attached = default })),
        new("VM-CPU-001", Pass, "16 CPUs pass", w => w),
        new("VM-CPU-001", Warn, "128 CPUs are warned of", w => w.OnVm(v => v with { Cpus = Observed.Read(128) }), "128"),
        new("VM-CPU-001", Unknown, "an unread number is told", w => w.OnVm(v => v with { Cpus = default })),
        new("VM-MEMORY-001", Pass, "no limit passes", w => w),
        new("VM-MEMORY-001", Pass, "a limit above the memory passes", w => w.OnVm(v => v with { MemoryLimitMiB = Observed.Read(64L * 1024) })),
        new("VM-MEMORY-001", Block, "a limit below the memory stands in the way", w => w.OnVm(v => v with { MemoryLimitMiB = Observed.Read(1024L) }), "1024 MiB"),
        new("VM-MEMORY-001", Unknown, "an unreadable limit blocks until accepted", w => w.OnVm(v => v with { MemoryLimitMiB = Observed<long>.Unreadable("no permission") })),
        new("VM-HOTADD-001", Pass, "hot-add off passes", w => w),
        new("VM-HOTADD-001", Warn, "hot-add on is warned of", w => w.OnVm(v => v with { MemoryHotAdd = Observed.Read(true) })),
        new("VM-HOTADD-001", Unknown, "an unread setting is told", w => w.OnVm(v => v with { MemoryHotAdd = default })),
        new("VM-NESTED-001", Pass, "no nested virtualisation passes", w => w),
        new("VM-NESTED-001", Block, "nested virtualisation stands in the way", w => w.OnVm(v => v with { NestedVirtualization = Observed.Read(true) }), "Hardware virtualization"),
        new("VM-NESTED-001", Warn, "what the plan switches off is told", w => w.OnVm(v => v with { NestedVirtualization = Observed.Read(true) }) with
        {
            Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.NestedVirtualization, "false")],
        }, "stops working"),
        new("VM-NESTED-001", Block, "Hyper-V excludes it too", w => w.HyperV().OnVm(v => v with { NestedVirtualization = Observed.Read(true) }), "Set-VMProcessor"),
        new("VM-NESTED-001", null, "KVM does not mind", w => w.Kvm().OnVm(v => v with { NestedVirtualization = Observed.Read(true) })),
        new("VM-NESTED-001", Unknown, "an unread setting blocks until accepted", w => w.OnVm(v => v with { NestedVirtualization = default })),
        new("VM-IOMMU-001", Pass, "no virtual IOMMU passes", w => w),
        new("VM-IOMMU-001", Block, "a virtual IOMMU stands in the way", w => w.OnVm(v => v with { GuestIommu = Observed.Read(true) }), "I/O MMU"),
        new("VM-IOMMU-001", Warn, "what the plan switches off is told", w => w.OnVm(v => v with { GuestIommu = Observed.Read(true) }) with
        {
            Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.GuestIommu, "false")],
        }),
        new("VM-IOMMU-001", Pass, "a vGPU may have one with its key", w => w.Sliced().Option("pciPassthru.vmiop.enableViommu", "TRUE").OnVm(v => v with { GuestIommu = Observed.Read(true) })),
        new("VM-IOMMU-001", Unknown, "an unread setting blocks until accepted", w => w.OnVm(v => v with { GuestIommu = default })),
        new("VM-VBS-001", Pass, "no VBS passes", w => w),
        new("VM-VBS-001", Block, "VBS stands in the way of a card", w => w.OnVm(v => v with { Vbs = Observed.Read(true) }), "Device Guard"),
        new("VM-VBS-001", Warn, "VBS with a slice is warned of", w => w.Sliced().OnVm(v => v with { Vbs = Observed.Read(true) })),
        new("VM-VBS-001", Unknown, "an unread setting blocks until accepted", w => w.OnVm(v => v with { Vbs = default })),
        new("VM-VTPM-001", Pass, "no TPM passes", w => w),
        new("VM-VTPM-001", Note, "a Windows guest with a TPM is told of BitLocker", w => w.OnVm(v => v with { Vtpm = Observed.Read(true), GuestOs = Observed.Read("windows11_64Guest") }), "manage-bde"),
        new("VM-VTPM-001", Note, "a Linux guest with a TPM is told of LUKS", w => w.OnVm(v => v with { Vtpm = Observed.Read(true) }), "LUKS"),
        new("VM-VTPM-001", Unknown, "an unread setting is told", w => w.OnVm(v => v with { Vtpm = default })),
        new("VM-SNAPSHOT-001", Pass, "no snapshots pass", w => w),
        new("VM-SNAPSHOT-001", Block, "a snapshot with memory stands in the way", w => Snapshot(w, true), "'before-update'"),
        new("VM-SNAPSHOT-001", Warn, "a snapshot of the disk is warned of", w => Snapshot(w, false), "takes the device away"),
        new("VM-SNAPSHOT-001", Warn, "a snapshot with memory and a slice is warned of", w => Snapshot(w.Sliced(), true)),
        new("VM-SNAPSHOT-001", Unknown, "unread snapshots block until accepted", w => w.OnVm(v => v with { Snapshots = default })),
        new("VM-FT-001", Pass, "no Fault Tolerance passes", w => w),
        new("VM-FT-001", Block, "Fault Tolerance stands in the way", w => w.OnVm(v => v with { FaultTolerance = Observed.Read(true) }), "Turn Off"),
        new("VM-FT-001", Unknown, "an unread setting blocks until accepted", w => w.OnVm(v => v with { FaultTolerance = default })),
        new("VM-ATTACHED-001", Pass, "a VM without devices passes", w => w),
        new("VM-ATTACHED-001", Pass, "a device that is there passes", w => Attached(w, "fixed 0000:3b:00.0 10de:2235 at uuid-esx01", "0000:3b:00.0")),
        new("VM-ATTACHED-001", Block, "a device that is gone stands in the way", w => Attached(w, "fixed 0000:af:00.0 10de:2235 at uuid-esx01", "0000:af:00.0"), "rebind"),
        new("VM-ATTACHED-001", Block, "another card at the address stands in the way", w => Attached(w, "fixed 0000:3b:00.0 10de:20b5 at uuid-esx01", "0000:3b:00.0"), "10de:20b5"),
        new("VM-ATTACHED-001", Block, "a device of another host stands in the way", w => Attached(w, "fixed 0000:3b:00.0 10de:2235 at uuid-esx02", "0000:3b:00.0"), "uuid-esx02"),
        new("VM-ATTACHED-001", Pass, "a device that the plan removes does not", w => Attached(w, "fixed 0000:af:00.0 10de:2235 at uuid-esx01", "0000:af:00.0") with
        {
            Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.Attached("fixed 0000:af:00.0 10de:2235 at uuid-esx01"), null)],
        }),
        new("VM-ATTACHED-001", Unknown, "unread devices block until accepted", w => w.OnVm(v => v with { Attached = default })),
        new("VM-AUTOMATION-001", Pass, "an override passes", w => w.OnVm(v => v with { AutomationOverride = Observed.Read("disabled") })),
        new("VM-AUTOMATION-001", Pass, "a rule that the plan makes passes", w => w with { Wants = [DeviceScenarios.Want(RuleWorld.VmRef, new Field("host-rule"), RuleWorld.HostRef.Id)] }),
        new("VM-AUTOMATION-001", Note, "a VM that DRS may move is noted", w => w, "fullyAutomated"),
        new("VM-AUTOMATION-001", Unknown, "an unread DRS state is told", w => w.OnCluster(c => c with { LoadBalancing = default })),
        new("VM-OPTION-001", Pass, "no leftover passes", w => w),
        new("VM-OPTION-001", Warn, "a leftover of ESXi 5 is warned of", w => w.Option("pciPassthru0.msiEnabled", "FALSE"), "pciPassthru0.msiEnabled"),
        new("VM-OPTION-001", Note, "a leftover that the plan takes out is noted", w => w.Option("pciPassthru0.msiEnabled", "FALSE") with
        {
            Wants = [DeviceScenarios.Want(RuleWorld.VmRef, Field.Option("pciPassthru0.msiEnabled"), null)],
        }),
        new("VM-OPTION-001", Unknown, "unread options are told", w => w.OnVm(v => v with { Options = default })),
        new("VM-OPTION-002", Pass, "a hypervisor in sight passes", w => w),
        new("VM-OPTION-002", Note, "a hidden hypervisor is noted", w => w.Option("hypervisor.cpuid.v0", "FALSE"), "R465"),
        new("VM-OPTION-002", Unknown, "unread options are told", w => w.OnVm(v => v with { Options = default })),
        new("VM-OPTION-003", Pass, "no leftover passes", w => w),
        new("VM-OPTION-003", Note, "a leftover of a failed hot-add is noted", w => w.Option("pciPassthru26.present", "FALSE"), "pciPassthru26.present"),
        new("VM-OPTION-003", Unknown, "unread options are told", w => w.OnVm(v => v with { Options = default })),
    ];

    private static RuleWorld Bios(RuleWorld w) => w.OnVm(v => v with { Firmware = Observed.Read("bios") });

    private static RuleWorld Vmx(RuleWorld w, string version) => w.OnVm(v => v with { HardwareVersion = Observed.Read(version) });

    private static RuleWorld Snapshot(RuleWorld w, bool withMemory) => w.OnVm(v => v with
    {
        Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([new SnapshotInfo("before-update", new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), withMemory)]),
    });

    private static RuleWorld Attached(RuleWorld w, string backing, string address) => w.OnVm(v => v with
    {
        Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new() { Key = "13000", Way = Way.Direct, Backing = backing, Address = PciAddress.Parse(address) }]),
    });

    private static RuleWorld Many(RuleWorld w, int count) => w.OnVm(v => v with
    {
        Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([.. Enumerable.Range(0, count).Select(i => new AttachedDevice
        {
            Key = $"{13000 + i}",
            Way = Way.Direct,
            Backing = "dynamic 10de:20b5",
        })]),
    });
}

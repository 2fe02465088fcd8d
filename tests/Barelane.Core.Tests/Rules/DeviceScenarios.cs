using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using static Barelane.Core.Rules.Severity;

namespace Barelane.Core.Tests.Rules;

/// <summary>What the rules about devices and slices say.</summary>
internal static class DeviceScenarios
{
    private const string HeldBacking = "fixed 0000:3b:00.0 10de:2235 at uuid-esx01";
    private static readonly PciAddress DriveA = PciAddress.Parse("0000:65:00.0");

    public static readonly RuleScenario[] All =
    [
        new("DEVICE-CAPABLE-001", Pass, "a capable card passes", w => w),
        new("DEVICE-CAPABLE-001", Block, "a card that cannot be passed through stands in the way", w => State(w, DeviceState.NotPossible), "pcipassthru list"),
        new("DEVICE-CAPABLE-001", Unknown, "an unknown state blocks until accepted", w => w.OnCard(d => d with { State = default })),
        new("DEVICE-CAPABLE-001", null, "slices are not asked", w => w.Sliced()),
        new("DEVICE-STATE-001", Pass, "a card of the host passes", w => w),
        new("DEVICE-STATE-001", Pass, "a card that waits for the plan's own reboot passes", w => State(w, DeviceState.WaitingForReboot)),
        new("DEVICE-STATE-001", Warn, "a card that waits for a reboot nobody plans is told", w => State(w, DeviceState.WaitingForReboot).Calm(), "KB 445893"),
        new("DEVICE-STATE-001", Warn, "a card taken off passthrough is told", w => State(w, DeviceState.ReleaseWaitingForReboot)),
        new("DEVICE-STATE-001", Block, "a card in vGPU mode stands in the way", w => State(w, DeviceState.Sliced), "vGPU"),
        new("DEVICE-STATE-001", Block, "a stuck card stands in the way", w => State(w, DeviceState.Stuck), "never came back"),
        new("DEVICE-STATE-001", Unknown, "an unreadable state blocks until accepted", w => w.OnCard(d => d with { State = Observed<DeviceState>.Unreadable("no permission") })),
        new("DEVICE-USE-001", Pass, "a free card passes", w => w),
        new("DEVICE-USE-001", Pass, "the VM's own card passes", w => w.OnCard(d => d with { HeldBy = [RuleWorld.VmRef] })),
        new("DEVICE-USE-001", Block, "a card in use is refused with the VM's name", w => w.OnCard(d => d with { HeldBy = [RuleWorld.WebRef] }), "dc1/web-03"),
        new("DEVICE-USE-001", Block, "an audio function in use is refused too", w => w.OnAudio(d => d with { HeldBy = [RuleWorld.WebRef] }), "dc1/web-03"),
        new("DEVICE-USE-001", Warn, "a card shared with a VM that is off is told", w => w.OnCard(d => d with { HeldBy = [RuleWorld.WebRef] }).OnWeb(v => v with { Power = Observed.Read(PowerState.Off) })),
        new("DEVICE-USE-001", Note, "a card that the plan takes away is no obstacle", w => w.OnCard(d => d with { HeldBy = [RuleWorld.WebRef] })
            .OnWeb(v => v with { Attached = Held() }) with { Wants = [Want(RuleWorld.WebRef, Field.Attached(HeldBacking), null)] }, "takes it from there"),
        new("DEVICE-USE-001", Unknown, "a holder whose power is unknown blocks until accepted", w => w.OnCard(d => d with { HeldBy = [RuleWorld.WebRef] }).OnWeb(v => v with { Power = default })),
        new("DEVICE-USE-001", Unknown, "a holder that was not inspected blocks until accepted", w => w.OnCard(d => d with { HeldBy = [RuleWorld.VmNamed("gone")] })),
        new("DEVICE-COMPANIONS-001", Pass, "a card of one function passes", w => w.OnHost(h => h with { Devices = [RuleWorld.Gpu()] })),
        new("DEVICE-COMPANIONS-001", Note, "the audio function goes along", w => w, "0000:3b:00.1"),
        new("DEVICE-COMPANIONS-001", Warn, "an audio function that cannot go is told", w => w.OnAudio(d => d with { State = Observed.Read(DeviceState.NotPossible) })),
        new("DEVICE-COMPANIONS-001", Block, "a member of the isolation group that cannot go stands in the way", w => w.Kvm().With(RuleWorld.Drive("0000:65:00.0") with
        {
            IsolationGroup = Observed.Read("12"),
            State = Observed.Read(DeviceState.NotPossible),
        }), "ACS"),
        new("DEVICE-COMPANIONS-001", Unknown, "a companion of unknown state blocks until accepted", w => w.OnAudio(d => d with { State = default })),
        new("DEVICE-BRIDGE-001", Pass, "a card that depends on itself passes", w => w),
        new("DEVICE-BRIDGE-001", Pass, "a bridge with nothing else behind it passes", w => Behind(w)),
        new("DEVICE-BRIDGE-001", Warn, "a neighbour behind the bridge is named", w => Behind(w).With(RuleWorld.Drive("0000:65:00.0") with { ParentBridge = Observed.Read(PciAddress.Parse("0000:3a:00.0")) }), "0000:65:00.0"),
        new("DEVICE-BRIDGE-001", Unknown, "an unknown dependency is told", w => w.OnCard(d => d with { DependsOn = default })),
        new("DEVICE-BOOT-001", Pass, "a GPU passes", w => w),
        new("DEVICE-BOOT-001", Block, "the boot drive is never given away", w => Drive(w, d => d with { CarriesHostBoot = Observed.Read(true) }), "never this one"),
        new("DEVICE-BOOT-001", Block, "nor with the bridge above it", w => Behind(w).With(RuleWorld.Drive("0000:65:00.0") with
        {
            ParentBridge = Observed.Read(PciAddress.Parse("0000:3a:00.0")),
            CarriesHostBoot = Observed.Read(true),
        }), "0000:65:00.0"),
        new("DEVICE-BOOT-001", Unknown, "a drive that seems to be the boot drive blocks until accepted", w => Drive(w, d => d with { CarriesHostBoot = Observed.Inferred(true, "only controller") }), "only controller"),
        new("DEVICE-BOOT-001", Note, "a drive that seems not to be it does not pass", w => Drive(w, d => d with { CarriesHostBoot = Observed.Inferred(false, "no adapter") }), "no adapter"),
        new("DEVICE-BOOT-001", Unknown, "a drive of unknown use blocks until accepted", w => Drive(w, d => d with { CarriesHostBoot = default })),
        new("DEVICE-CONSOLE-001", Pass, "a card that draws no console passes", w => w),
        new("DEVICE-CONSOLE-001", Pass, "a 3D controller draws no console", w => w.OnCard(d => d with { IsHostConsole = default })),
        new("DEVICE-CONSOLE-001", Warn, "the console's card is warned of", w => w.OnCard(d => d with { IsHostConsole = Observed.Read(true) })),
        new("DEVICE-CONSOLE-001", Warn, "the only VGA adapter is the console's", w => w.OnCard(d => d with { IsHostConsole = default, Class = new PciClass(0x0300) }), "only VGA"),
        new("DEVICE-CONSOLE-001", Warn, "an inferred console is told with its evidence", w => w.OnCard(d => d with { IsHostConsole = Observed.Inferred(true, "boot_vga is 1") }), "boot_vga"),
        new("DEVICE-CONSOLE-001", Note, "an inferred absence does not pass", w => w.OnCard(d => d with { IsHostConsole = Observed.Inferred(false, "another VGA adapter is first") })),
        new("DEVICE-CONSOLE-001", Unknown, "one VGA adapter of several is not known to be it", w => w.OnCard(d => d with { IsHostConsole = default, Class = new PciClass(0x0300) })
            .With(RuleWorld.Gpu() with { Address = PciAddress.Parse("0000:03:00.0"), Class = new PciClass(0x0300), Id = new PciId(0x102b, 0x0536) })),
        new("DEVICE-IDENTITY-001", Pass, "a drive alone of its model passes", w => Drive(w, d => d)),
        new("DEVICE-IDENTITY-001", Block, "one of two like drives chosen by model stands in the way", w => Twins(w), "serial: \"S1\""),
        new("DEVICE-IDENTITY-001", Pass, "one of two named by its serial number passes", w => Named(Twins(w), new GpuSelector { Serial = "S1" })),
        new("DEVICE-IDENTITY-001", Pass, "one of two named by its address passes where the serial number is known", w => Named(Twins(w), new GpuSelector { Address = DriveA })),
        new("DEVICE-IDENTITY-001", Unknown, "one of two named by an address alone blocks until accepted", w => Named(Twins(w), new GpuSelector { Address = DriveA }).OnCard(d => d with { Serial = default })),
        new("DEVICE-LABEL-001", Pass, "the label asked for passes", w => Named(w.Dynamic(), new GpuSelector { Model = "A40", Label = "gold" })),
        new("DEVICE-LABEL-001", Block, "another label stands in the way", w => Named(w.Dynamic(), new GpuSelector { Model = "A40", Label = "silver" }), "'gold'"),
        new("DEVICE-LABEL-001", Unknown, "an unread label blocks until accepted", w => Named(w.Dynamic(), new GpuSelector { Model = "A40", Label = "gold" }).OnCard(d => d with { Label = default })),
        new("DEVICE-KIND-001", Pass, "a GPU passes", w => w),
        new("DEVICE-KIND-001", Note, "a drive is noted", w => Drive(w, d => d), "storage"),
        new("DEVICE-TROUBLE-001", Pass, "a model without trouble passes", w => w),
        new("DEVICE-TROUBLE-001", Note, "known trouble is told", w => w.OnCard(d => d with { KnownTrouble = Observed.Read<IReadOnlyList<string>>(["It resets badly."]) }), "resets badly"),
        new("DEVICE-TROUBLE-001", Unknown, "a model that no catalogue has is told", w => w.OnCard(d => d with { KnownTrouble = default })),
        new("DEVICE-COMBINATION-001", Pass, "a combination that nothing is known against passes", w => w),
        new("DEVICE-COMBINATION-001", Pass, "a combination on a vendor's list passes", w => Combined(w, CombinationVerdict.Works, null), "Listed"),
        new("DEVICE-COMBINATION-001", Note, "what a combination needs is told", w => Combined(w, CombinationVerdict.Needs, Way.Direct), "Take it out"),
        new("DEVICE-COMBINATION-001", Warn, "reports of failure are told", w => Combined(w, CombinationVerdict.Doubtful, null), "Take it out"),
        new("DEVICE-COMBINATION-001", Block, "what a vendor does not support stands in the way", w => Combined(w, CombinationVerdict.Fails, null), "Take it out"),
        new("DEVICE-COMBINATION-001", Pass, "what is known of another way is not held against this one", w => Combined(w, CombinationVerdict.Fails, Way.Shared), "nothing is known"),
        new("DEVICE-COMBINATION-001", Unknown, "a server that could not be told blocks until accepted", w => w.OnCard(d => d with { Combinations = Observed<IReadOnlyList<KnownCombination>>.Unreadable("the server's model is not told") }), "model is not told"),
        new("DEVICE-COMBINATION-001", null, "without a catalogue nothing is said", w => w.OnCard(d => d with { Combinations = default })),
        new("DEVICE-FABRIC-001", Pass, "a host without NVSwitch passes", w => w),
        new("DEVICE-FABRIC-001", Block, "a whole card beside NVSwitches is refused under vSphere", w => w.With(Switch()), "way: shared"),
        new("DEVICE-FABRIC-001", Note, "one card beside NVSwitches is noted under KVM", w => w.Kvm().With(Switch()), "Fabric Manager"),
        new("DEVICE-FABRIC-001", Warn, "three cards beside NVSwitches are warned of", w => w.Kvm().With(Switch()) with { MoreGpus = 2 }, "3 cards"),
        new("DEVICE-FABRIC-001", null, "slices beside NVSwitches are not asked", w => w.Sliced().With(Switch())),
        new("DEVICE-NUMA-001", Pass, "two cards on one node pass", w => Pair(w, Observed.Read(0))),
        new("DEVICE-NUMA-001", Note, "two cards on two nodes are noted", w => Pair(w, Observed.Read(1)), "nodes 0, 1"),
        new("DEVICE-NUMA-001", Unknown, "an unread node is told", w => Pair(w, default), "0000:af:00.0"),
        new("DEVICE-NUMA-001", null, "one card is near itself", w => w),

        new("SLICE-MODE-001", Pass, "a card in 'Shared Direct' passes", w => w.Sliced()),
        new("SLICE-MODE-001", Block, "a card in 'Shared' stands in the way", w => w.Sliced().OnCard(d => d with { GraphicsType = Observed.Read("shared") }), "Shared Direct"),
        new("SLICE-MODE-001", Note, "a mode that the plan sets is no obstacle", w => w.Sliced().OnCard(d => d with { GraphicsType = Observed.Read("shared") }) with
        {
            Wants = [Want(ObjectRef.Device(RuleWorld.HostRef, RuleWorld.Card), Field.GraphicsType, "sharedDirect")],
        }),
        new("SLICE-MODE-001", Unknown, "an unread mode blocks until accepted", w => w.Sliced().OnCard(d => d with { GraphicsType = default })),
        new("SLICE-PROFILE-001", Pass, "an offered profile passes", w => w.Sliced()),
        new("SLICE-PROFILE-001", Block, "a mistyped profile is refused with the nearest", w => w.Sliced("nvidia_a40-8p"), "nvidia_a40-8q"),
        new("SLICE-PROFILE-001", Unknown, "unread profiles block until accepted", w => w.Sliced().OnHost(h => h with { Profiles = default })),
        new("SLICE-PROFILE-001", Warn, "a profile that the plan brings forth is assumed", w => ToCome(w), "assumes that 'nvidia_a40-8q' is offered then"),
        new("SLICE-PROFILE-001", Block, "a profile that waits for a change nobody plans stands in the way", w => ToCome(w) with { Wants = [] }, "no profiles"),
        new("SLICE-PROFILE-001", Block, "another model's profile never comes", w => ToCome(w, "nvidia_l4-8q"), "no profiles"),
        new("SLICE-CAPACITY-001", Pass, "free slices pass", w => w.Sliced()),
        new("SLICE-CAPACITY-001", Warn, "room that the plan makes is assumed", w => ToCome(w), "told only once"),
        new("SLICE-CAPACITY-001", Block, "room that nobody makes is missing", w => ToCome(w) with { Wants = [] }, "not offered"),
        new("SLICE-CAPACITY-001", Pass, "slices that the VM has already need no more", w => Free(w.Sliced(), Observed.Read(0))
            .OnVm(v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([new() { Key = "13000", Way = Way.Shared, Backing = "profile nvidia_a40-8q" }]) })),
        new("SLICE-CAPACITY-001", Block, "too few free slices stand in the way", w => w.Sliced(count: 5), "4 free"),
        new("SLICE-CAPACITY-001", Note, "free slices that are only computed do not pass", w => Free(w.Sliced(), Observed.Inferred(4, "computed"))),
        new("SLICE-CAPACITY-001", Unknown, "too few that are only computed block until accepted", w => Free(w.Sliced(), Observed.Inferred(0, "computed")), "computed"),
        new("SLICE-CAPACITY-001", Warn, "a hypervisor that does not tell is no obstacle", w => Free(w.Sliced(), Observed<int>.Absent)),
        new("SLICE-CAPACITY-001", Unknown, "an unread number blocks until accepted", w => Free(w.Sliced(), default)),
        new("SLICE-COUNT-001", Pass, "one slice passes", w => w.Sliced()),
        new("SLICE-COUNT-001", Block, "two slices are too many for vmx-14", w => w.Sliced(count: 2).OnVm(v => v with { HardwareVersion = Observed.Read("vmx-14") }), "holds 1"),
        new("SLICE-COUNT-001", Warn, "two slices before 8.0 need whole cards", w => w.Sliced(count: 2) with { Site = w.Site with { ApiVersion = "7.0.3.0" } }, "whole card"),
        new("SLICE-COUNT-001", Warn, "an upgrade that the plan makes is told", w => w.Sliced(count: 2).OnVm(v => v with { HardwareVersion = Observed.Read("vmx-14") }) with
        {
            Wants = [Want(RuleWorld.VmRef, Field.HardwareVersion, "vmx-15")],
        }, "no way back"),
        new("SLICE-COUNT-001", Unknown, "an unread version blocks until accepted", w => w.Sliced().OnVm(v => v with { HardwareVersion = default })),
        new("SLICE-STUN-001", Note, "8 GiB of framebuffer are noted", w => w.Sliced(), "8 GiB"),
        new("SLICE-STUN-001", Pass, "1 GiB passes", w => w.Sliced().OnHost(h => h with { Profiles = Observed.Read<IReadOnlyList<SliceProfile>>([RuleWorld.Profile() with { MemoryMiB = Observed.Read(1024L) }]) })),
        new("SLICE-STUN-001", Unknown, "an unread framebuffer is told", w => w.Sliced().OnHost(h => h with { Profiles = default })),
    ];

    public static Want Want(ObjectRef target, Field field, string? value) => new() { Target = target, Field = field, Value = value, Reason = "test", Unit = "dc1/render-01" };

    private static RuleWorld State(RuleWorld w, DeviceState state) => w.OnCard(d => d with { State = Observed.Read(state) });

    private static RuleWorld Behind(RuleWorld w) => w.OnCard(d => d with { DependsOn = Observed.Read(PciAddress.Parse("0000:3a:00.0")) });

    private static RuleWorld Free(RuleWorld w, Observed<int> free) => w.OnHost(h => h with { Profiles = Observed.Read<IReadOnlyList<SliceProfile>>([RuleWorld.Profile() with { Free = free }]) });

    private static RuleWorld ToCome(RuleWorld w, string profile = "nvidia_a40-8q") => w.Sliced(profile)
        .OnHost(h => h with { Profiles = Observed.Read<IReadOnlyList<SliceProfile>>([]) })
        .OnCard(d => d with { Name = "NVIDIA A40", HeldBy = [], SlicesWaitFor = Observed.Read("the graphics type 'sharedDirect' (it is 'shared')") }) with
    {
        Wants = [Want(ObjectRef.Device(RuleWorld.HostRef, RuleWorld.Card), Field.GraphicsType, "sharedDirect")],
    };

    private static RuleWorld Drive(RuleWorld w, Func<Device, Device> change) => w.With(change(RuleWorld.Drive("0000:65:00.0"))) with { Chosen = DriveA };

    private static RuleWorld Twins(RuleWorld w) => Named(
        Drive(w, d => d with { Serial = Observed.Read("S1") }).With(RuleWorld.Drive("0000:66:00.0") with { Serial = Observed.Read("S2") }),
        new GpuSelector { Model = "PM9A3" });

    private static RuleWorld Named(RuleWorld w, GpuSelector selector) => w with { Assignment = w.Assignment with { Gpu = selector } };

    private static Observed<IReadOnlyList<AttachedDevice>> Held() =>
        Observed.Read<IReadOnlyList<AttachedDevice>>([new() { Key = "13000", Way = Way.Direct, Backing = HeldBacking, Address = RuleWorld.Card }]);

    private static RuleWorld Pair(RuleWorld w, Observed<int> nodeOfSecond)
    {
        var second = PciAddress.Parse("0000:af:00.0");
        return w.OnCard(d => d with { NumaNode = Observed.Read(0) })
            .With(RuleWorld.Gpu() with { Ref = ObjectRef.Device(RuleWorld.HostRef, second), Address = second, IsolationGroup = Observed.Read("30"), NumaNode = nodeOfSecond }) with
        {
            AlsoChosen = [second],
        };
    }

    private static Device Switch() => RuleWorld.Gpu() with
    {
        Ref = ObjectRef.Device(RuleWorld.HostRef, PciAddress.Parse("0000:c1:00.0")),
        Address = PciAddress.Parse("0000:c1:00.0"),
        Id = new PciId(PciId.Nvidia, 0x22a3),
        Class = new PciClass(0x0680),
    };

    private static RuleWorld Combined(RuleWorld world, CombinationVerdict verdict, Way? way) => world.OnCard(d => d with
    {
        Combinations = Observed.Read<IReadOnlyList<KnownCombination>>([new KnownCombination { Verdict = verdict, Way = way, Text = "Listed.", Remedy = "Take it out.", Source = "a list" }]),
    });
}

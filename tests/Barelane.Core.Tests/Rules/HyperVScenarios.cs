using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using static Barelane.Core.Rules.Severity;

namespace Barelane.Core.Tests.Rules;

/// <summary>What the rules say that only Hyper-V hosts are asked, and what the others say of them.</summary>
internal static class HyperVScenarios
{
    public static readonly RuleScenario[] All =
    [
        new("HOST-EDITION-001", Pass, "a server passes", w => Healthy(w)),
        new("HOST-EDITION-001", Block, "a client stands in the way of a whole card", w => Healthy(w).OnHost(h => h with { Edition = Observed.Read("client") }), "way: shared"),
        new("HOST-EDITION-001", null, "a client may give partitions", w => Healthy(w).OnHost(h => h with { Edition = Observed.Read("client") }).Sliced()),
        new("HOST-EDITION-001", Unknown, "an unread edition blocks until accepted", w => Healthy(w).OnHost(h => h with { Edition = default })),
        new("HOST-LIGHTGUEST-001", Pass, "a host without them passes", w => Lights(Healthy(w))),
        new("HOST-LIGHTGUEST-001", Pass, "another GPU of the host's own is enough for them", w => Lights(Healthy(w), LightGuest.Sandbox).OnHost(h => h with { Devices = [.. h.Devices, Second()] }), "keeps 1 GPU"),
        new("HOST-LIGHTGUEST-001", Warn, "the last GPU leaves them none", w => Lights(Healthy(w), LightGuest.Sandbox, "WSL2 2.4.11"), "no GPU any more"),
        new("HOST-LIGHTGUEST-001", Warn, "WSL2 beside a paravirtual partition is warned of", w => Lights(Paravirtual(w), "WSL2 2.4.11"), "'WSL2 2.4.11' is switched on"),
        new("HOST-LIGHTGUEST-001", Pass, "Windows Sandbox beside a paravirtual partition passes", w => Lights(Paravirtual(w), LightGuest.Sandbox)),
        new("HOST-LIGHTGUEST-001", null, "hardware partitions are no matter of theirs", w => Lights(w.HyperV().Sliced(), "WSL2")),
        new("HOST-LIGHTGUEST-001", Unknown, "unread features are told", w => Healthy(w)),
        new("HOST-SHAPE-001", Pass, "answers as they are known pass", w => Healthy(w).OnHost(h => h with { Unfamiliar = Observed.Read<IReadOnlyList<string>>([]) })),
        new("HOST-SHAPE-001", Warn, "what is otherwise is told", w => Healthy(w).OnHost(h => h with { Unfamiliar = Observed.Read<IReadOnlyList<string>>(["'VirtualMachine' has no 'Notes'"]) }), "has no 'Notes'"),
        new("HOST-SHAPE-001", Unknown, "unread shapes are told", w => Healthy(w)),
        new("HOST-IOMMU-001", Block, "what Hyper-V itself says is missing is told in its words", w => Healthy(w).OnHost(h => h with
        {
            Iommu = Observed.Read(false),
            IommuReasons = Observed.Read<IReadOnlyList<string>>(["The chipset on the system does not do DMA remapping, without which SR-IOV cannot be supported."]),
        }), "DMA remapping"),
        new("DEVICE-RMRR-001", Block, "firmware's memory stands in the way on Hyper-V too", w => Healthy(w).OnCard(d => d with { ReservedByFirmware = Observed.Read(true) }), "stays attached"),
        new("DEVICE-RMRR-001", Unknown, "a property that Windows does not tell is unknown and no refusal", w => Healthy(w).OnCard(d => d with { ReservedByFirmware = Observed<bool>.Unreadable("not told") }), "not told"),
        new("DEVICE-ISOLATION-001", Pass, "an isolated path passes", w => Healthy(w)),
        new("DEVICE-ISOLATION-001", Warn, "a path without ACS is warned of", w => Healthy(w).OnCard(d => d with { IsIsolated = Observed.Read(false) }), "redirected"),
        new("DEVICE-ISOLATION-001", Unknown, "an unread path is told", w => Healthy(w).OnCard(d => d with { IsIsolated = default })),
        new("DEVICE-EXPRESS-001", Pass, "an endpoint passes", w => Healthy(w)),
        new("DEVICE-EXPRESS-001", Pass, "a legacy endpoint that is a graphics controller passes", w => Healthy(w).OnCard(d => d with { ExpressKind = Observed.Read("legacy-endpoint") }), "legacy"),
        new("DEVICE-EXPRESS-001", Block, "another legacy endpoint does not", w => Healthy(w).OnCard(d => d with { ExpressKind = Observed.Read("legacy-endpoint"), Class = new PciClass(0x0108) })),
        new("DEVICE-EXPRESS-001", Block, "a bus that firmware keeps stands in the way", w => Healthy(w).OnCard(d => d with { ExpressKind = Observed.Read("firmware-controlled") }), "ASPM"),
        new("DEVICE-EXPRESS-001", Block, "an old device stands in the way", w => Healthy(w).OnCard(d => d with { ExpressKind = Observed.Read("other") })),
        new("DEVICE-EXPRESS-001", Note, "an endpoint of the root complex is noted", w => Healthy(w).OnCard(d => d with { ExpressKind = Observed.Read("integrated-endpoint") })),
        new("DEVICE-EXPRESS-001", Unknown, "an unread kind blocks until accepted", w => Healthy(w).OnCard(d => d with { ExpressKind = default })),
        new("DEVICE-INTERRUPT-001", Pass, "messages pass", w => Healthy(w)),
        new("DEVICE-INTERRUPT-001", Pass, "no interrupts pass", w => Healthy(w).OnCard(d => d with { Interrupts = Observed.Read("none") })),
        new("DEVICE-INTERRUPT-001", Pass, "a dismounted device has passed already", w => Healthy(w).OnCard(d => d with { Interrupts = default, State = Observed.Read(DeviceState.Ready) })),
        new("DEVICE-INTERRUPT-001", Block, "lines stand in the way", w => Healthy(w).OnCard(d => d with { Interrupts = Observed.Read("line") })),
        new("DEVICE-INTERRUPT-001", Unknown, "a disabled device tells nothing, which is no refusal", w => Healthy(w).OnCard(d => d with { Interrupts = Observed<string>.Unreadable("it is disabled") }), "it is disabled"),
        new("VM-DYNAMIC-001", Pass, "fixed memory passes", w => Healthy(w)),
        new("VM-DYNAMIC-001", Block, "dynamic memory stands in the way", w => Dynamic(w), "512..8192"),
        new("VM-DYNAMIC-001", Note, "dynamic memory that the plan switches off is noted", w => Dynamic(w) with { Wants = [Wants("dynamic-memory", "off")] }),
        new("VM-DYNAMIC-001", Pass, "dynamic memory that cannot shrink passes for a partition", w => Options(w.HyperV().Sliced(), ("dynamic-memory", "8192..16384"), ("startup-equals-minimum", "true"))),
        new("VM-DYNAMIC-001", Unknown, "unread settings block until accepted", w => Healthy(w).OnVm(v => v with { Options = default })),
        new("VM-REPLICA-001", Pass, "a VM without a replica passes", w => Healthy(w)),
        new("VM-REPLICA-001", Warn, "a replica is warned of", w => Options(w.HyperV(), ("replication", "Primary")), "Primary"),
        new("VM-REPLICA-001", Unknown, "unread replication is told", w => Healthy(w).OnVm(v => v with { Options = default })),
        new("VM-REMOTEFX-001", Pass, "a VM without RemoteFX passes", w => Healthy(w)),
        new("VM-REMOTEFX-001", Block, "an adapter that stays stands in the way", w => Options(w.HyperV(), ("remotefx", "yes")), "Remove-VMRemoteFx3dVideoAdapter"),
        new("VM-REMOTEFX-001", Warn, "an adapter that the plan takes off is warned of", w => Options(w.HyperV(), ("remotefx", "yes")) with { Wants = [Wants("remotefx", null)] }, "no way back"),
        new("VM-REMOTEFX-001", Unknown, "unread settings block until accepted", w => Healthy(w).OnVm(v => v with { Options = default })),
        new("VM-GENERATION-001", Pass, "generation 2 passes", w => Second(w)),
        new("VM-GENERATION-001", Block, "generation 1 has no partition", w => Second(w).OnVm(v => v with { Firmware = Observed.Read("bios") })),
        new("VM-GENERATION-001", Block, "an old configuration has no partition", w => Second(w).OnVm(v => v with { HardwareVersion = Observed.Read("8.0") }), "Update-VMVersion"),
        new("VM-GENERATION-001", Unknown, "an unread version blocks until accepted", w => Second(w).OnVm(v => v with { HardwareVersion = default })),
        new("SLICE-HOMOGENEITY-001", Pass, "nodes that are alike pass", w => Nodes(w, "4", "4")),
        new("SLICE-HOMOGENEITY-001", Warn, "nodes that are cut otherwise are warned of", w => Nodes(w, "4", "8"), "in 8 parts"),
        new("SLICE-HOMOGENEITY-001", Unknown, "nodes that nobody asked are told", w => Nodes(w, "4", "4") with { Others = [] }),
    ];

    private static RuleWorld Healthy(RuleWorld w) => Options(w.HyperV().OnHost(h => h with { Edition = Observed.Read("server"), IommuReasons = Observed.Read<IReadOnlyList<string>>([]) })
        .OnCard(d => d with { IsIsolated = Observed.Read(true), ExpressKind = Observed.Read("endpoint"), Interrupts = Observed.Read("message") }), ("dynamic-memory", "off"), ("replication", "None"));

    private static RuleWorld Lights(RuleWorld w, params string[] on) => w.OnHost(h => h with { LightGuests = Observed.Read<IReadOnlyList<LightGuest>>([.. on.Select(n => new LightGuest(n, true, []))]) });

    private static Device Second() => RuleWorld.Gpu() with { Ref = ObjectRef.Device(RuleWorld.HostRef, PciAddress.Parse("0000:5e:00.0")), Address = PciAddress.Parse("0000:5e:00.0") };

    private static RuleWorld Paravirtual(RuleWorld w) => w.HyperV().Sliced("gpu-pv-10de:2235");

    private static RuleWorld Dynamic(RuleWorld w) => Options(w.HyperV(), ("dynamic-memory", "512..8192"), ("startup-equals-minimum", "false"));

    private static RuleWorld Second(RuleWorld w) => w.HyperV().Sliced().OnVm(v => v with { Firmware = Observed.Read("efi"), HardwareVersion = Observed.Read("10.0") });

    private static RuleWorld Nodes(RuleWorld w, string own, string theirs) => w.HyperV().Sliced().OnHost(h => Cut(h, own)) with
    {
        Others = [Cut(RuleWorld.Healthy("hv02") with { Devices = [RuleWorld.Gpu()] }, theirs)],
    };

    private static Host Cut(Host host, string parts) => host with
    {
        Devices = [.. host.Devices.Select(d => d.IsGpu ? d with { Settings = new Dictionary<string, Observed<string>> { ["partition-count"] = Observed.Read(parts) } } : d)],
    };

    private static RuleWorld Options(RuleWorld w, params (string Key, string Value)[] options) =>
        w.OnVm(v => v with { Options = Observed.Read<IReadOnlyDictionary<string, string>>(options.ToDictionary(o => o.Key, o => o.Value)) });

    private static Want Wants(string field, string? value) => new() { Target = RuleWorld.VmRef, Field = new Field(field), Value = value, Reason = "", Unit = "dc1/render-01" };
}

using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.FakeHyperV.Host;

namespace Barelane.HyperV.Tests.Conformance;

/// <summary>A fake host to begin with, and what a VM of it is to get.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Host">Makes the host.</param>
/// <param name="Wish">What the VM is to get.</param>
internal sealed record HyperVScenario(string Name, Func<TimeProvider, FakeHost> Host, Assignment Wish)
{
    /// <summary>The whole suite, not the journeys alone.</summary>
    public bool IsWhole { get; init; }

    public static Assignment Direct(string address = "0000:3b:00.0", string vm = "train-02") => new()
    {
        Vm = "hv01/" + vm,
        Gpu = new GpuSelector { Address = PciAddress.Parse(address) },
        Way = Way.Direct,
    };

    public static Assignment Slice(string profile, string vm = "train-02") => new()
    {
        Vm = "hv01/" + vm,
        Gpu = new GpuSelector { Profile = profile },
        Way = Way.Shared,
    };

    public static Assignment Pooled(string label, string vm = "train-02") => new()
    {
        Vm = "hv01/" + vm,
        Gpu = new GpuSelector { Label = label },
        Way = Way.Direct,
    };

    /// <summary>What the suite goes through: the ways, ages and languages of hosts, and each fact that nobody verified in its other position.</summary>
    public static IReadOnlyList<HyperVScenario> All { get; } =
    [
        new("dda", Of("dda"), Direct() with { RestorePoint = "before" }) { IsWhole = true },
        new("dda-running", t => Running(FakeScenarios.Make("dda", t)), Direct()),
        new("dda-2016", t => FakeHosts.Make(HostEdition.Server2016, t), Direct()),
        new("dda-2019-german", t => In(FakeHosts.Make(HostEdition.Server2019, t), "de-DE"), Direct()),
        new("dda-2025-chinese", t => In(FakeHosts.Make(HostEdition.Server2025, t), "zh-CN"), Direct()),
        new("dda-mitigated", t => With(FakeScenarios.Make("dda", t), h => h.Devices.ForEach(d => d.HasMitigation = true)), Direct()),
        new("dda-bar-of-256-gib", t => With(FakeScenarios.Make("dda", t), h => h.Devices[0].Ranges = [new FakeRange(0x9000_0000, 0x100_0000), new FakeRange(256ul << 30, 256ul << 30), new FakeRange(512ul << 30, 64 << 20)]), Direct()),
        new("dda-nvme", Of("dda"), Direct("0000:54:00.0")),
        new("gpu-p", Of("gpu-p"), Slice("gpu-p-10de:2235-4")) { IsWhole = true },
        new("gpu-pv", Of("gpu-pv"), Slice("gpu-pv-10de:2235")) { IsWhole = true },
        new("gpu-pv-server", Of("gpu-pv-server"), Slice("gpu-pv-10de:2235")),
        new("gpu-pv-2019", t => FakeHosts.Make(HostEdition.Windows10, t).Partitionable(paravirtual: true), Slice("gpu-pv-10de:2235")),
        new("pool", t => WithPool(FakeScenarios.Make("pool", t)), Pooled("GpuPool")),
        new("problem-is-number", Of("dda", new HostSwitches { ProblemIsEnum = false }), Direct()),
        new("missing-property-is-error", Of("dda", new HostSwitches { MissingPropertyIsEmptyRow = false }), Direct()),
        new("mount-reports-an-error", Of("dda", new HostSwitches { MountReportsAnError = true }), Direct()),
        new("another-instance-id-after-mount", Of("dda", new HostSwitches { MountChangesInstance = true }), Direct()),
        new("comes-back-enabled", Of("dda", new HostSwitches { ComesBackDisabled = false }), Direct()),
        new("dismounted-appears-late", Of("dda", new HostSwitches { DismountedAppearsLate = true }), Direct()),
        new("adds-to-running", Of("dda", new HostSwitches { AddsToRunningVms = true }), Direct()),
        new("no-phantoms", Of("dda", new HostSwitches { LeavesPhantoms = false }), Direct()),
        new("checkpoints-allowed", Of("dda", new HostSwitches { CheckpointsRefused = false }), Direct() with { RestorePoint = "before" }),
        new("dynamic-memory", t => Dynamic(FakeScenarios.Make("dda", t)), Direct()),
        new("dynamic-memory-refused-altogether", t => Dynamic(FakeScenarios.Make("dda", t, new HostSwitches { DynamicMemoryRefusedAltogether = true })), Direct()),
        new("missing-id-is-not-found", Of("dda", new HostSwitches { MissingIdIsInvalidParameter = false }), Direct()) { IsWhole = true },
        new("pool-picks-at-once", t => WithPool(FakeScenarios.Make("pool", t, new HostSwitches { PooledIsEmptyUntilStart = false })), Pooled("GpuPool")),
    ];

    private static Func<TimeProvider, FakeHost> Of(string scenario, HostSwitches? switches = null) => t => FakeScenarios.Make(scenario, t, switches);

    private static FakeHost With(FakeHost host, Action<FakeHost> change)
    {
        change(host);
        return host;
    }

    private static FakeHost In(FakeHost host, string culture) => With(host, h => h.Culture = culture);

    private static FakeHost Running(FakeHost host) => With(host, h => (h.Vms[0].State, h.Vms[0].Started) = (2, DateTime.UnixEpoch));

    private static FakeHost Dynamic(FakeHost host) => With(host, h => (h.Vms[0].DynamicMemory, h.Vms[0].MemoryMinimum, h.Vms[0].MemoryMaximum) = (true, 2ul << 30, 16ul << 30));

    private static FakeHost WithPool(FakeHost host) => With(host, h =>
    {
        h.Pools.Add("GpuPool");
        foreach (var device in h.Devices.Where(d => d.BaseClass == 3))
        {
            (device.IsDisabled, device.IsDismounted, device.Pool) = (true, true, "GpuPool");
        }
    });
}

using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit;
using Barelane.TestKit.Conformance;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>An executor over a simulated host with a card of two functions and one VM.</summary>
internal sealed class StepBench : IDisposable
{
    public const string Card = "0000:01:00.0";
    public const string Sound = "0000:01:00.1";

    public StepBench()
    {
        Tree = new HostTree();
        Tree.Gpu();
        Host = new SimulatedHost(Tree, Line);
        Host.Kernel.Knows(Card, "nouveau").Knows(Sound, "snd_hda_intel");
        Libvirt = new SimulatedLibvirt(Host, Line);
        Vm = KvmIds.Vm(HostTree.MachineId, Libvirt.Define("train-02", Domains.Q35()));
        Executor = new KvmStepExecutor(new StepTools { Host = HostRef, Files = Tree.Files, Control = Host, Libvirt = Libvirt, Probe = Probe, Time = Time });
    }

    public static ObjectRef HostRef { get; } = KvmIds.Host(HostTree.MachineId);

    public FaultLine Line { get; } = new();

    public HostTree Tree { get; }

    public SimulatedHost Host { get; }

    public SimulatedLibvirt Libvirt { get; }

    public StubProbe Probe { get; } = new();

    public ManualTimeProvider Time { get; } = new() { SkipsShortWaits = TimeSpan.FromMinutes(1) };

    public KvmStepExecutor Executor { get; }

    public ObjectRef Vm { get; }

    public static ObjectRef Device(string address) => ObjectRef.Device(HostRef, PciAddress.Parse(address));

    public static FieldChange Change(string field, string? before, string? after) => new(new Field(field), before, after);

    public static Step Step(StepKind kind, ObjectRef target, params FieldChange[] changes) =>
        new() { Id = "s01", Kind = kind, Target = target, TargetName = target.Kind.ToString(), Unit = "u", Changes = changes, Reason = "a test" };

    public static Step Claim(bool atBoot = false) => Step(
        StepKind.ClaimDevice,
        Device(Card),
        [Change("driver", "nouveau", "vfio-pci"), Change("driver-override", null, "vfio-pci"), .. atBoot ? (FieldChange[])[Change("boot-driver", null, "vfio-pci")] : []]) with
    {
        Companions = [new(Device(Sound), Change("driver", "snd_hda_intel", "vfio-pci")), new(Device(Sound), Change("driver-override", null, "vfio-pci"))],
    };

    public static Step Release(bool atBoot = false) => Step(
        StepKind.ReleaseDevice,
        Device(Card),
        [Change("driver", "vfio-pci", "nouveau"), Change("driver-override", "vfio-pci", null), .. atBoot ? (FieldChange[])[Change("boot-driver", "vfio-pci", null)] : []]) with
    {
        Companions = [new(Device(Sound), Change("driver", "vfio-pci", "snd_hda_intel")), new(Device(Sound), Change("driver-override", "vfio-pci", null))],
    };

    public async Task<StepResult> RunAsync(Step step, IReadOnlySet<string>? consents = null, RecordedProgress? progress = null) =>
        await Executor.ExecuteAsync(Context(step, consents), progress ?? new RecordedProgress(), TestContext.Current.CancellationToken);

    public async Task<StepResult> SettleAsync(Step step) => await Executor.SettleAsync(Context(step, null), null, new RecordedProgress(), TestContext.Current.CancellationToken);

    public void Dispose() => Tree.Dispose();

    private static StepContext Context(Step step, IReadOnlySet<string>? consents) =>
        new() { Step = step, Run = "run-1", Deadline = TimeSpan.FromMinutes(10), Consents = consents ?? new HashSet<string>() };
}

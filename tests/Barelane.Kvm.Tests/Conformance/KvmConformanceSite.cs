using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.Kvm.Planning;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit.Conformance;

namespace Barelane.Kvm.Tests.Conformance;

/// <summary>The adapter over a simulated host and a simulated libvirt.</summary>
internal sealed class KvmConformanceSite : ConformanceSite
{
    private readonly KvmScenario _scenario;
    private readonly HurriedClock _clock = new();
    private readonly HostTree _tree = new();
    private readonly FaultLine _line = new();
    private readonly SimulatedLibvirt _libvirt;
    private readonly KvmSite _adapter;

    public KvmConformanceSite(KvmScenario scenario)
    {
        _scenario = scenario;
        _tree.Gpu(driver: scenario.Driver);
        var host = new SimulatedHost(_tree, _line);
        host.Kernel.Knows(StepBench.Card, scenario.Driver).Knows(StepBench.Sound, "snd_hda_intel").Load("vfio-pci");
        _libvirt = new SimulatedLibvirt(host, _line);
        scenario.Fill(_tree, host);
        _libvirt.Define(VmName, Domains.Q35(VmName, devices: "<graphics type='vnc' port='-1' passwd='secret-word'/>"), scenario.IsRunning);
        _libvirt.Define("web-03", Domains.Q35("web-03"));
        _adapter = new KvmSite("rack7", HostTree.MachineId, _tree.Files, host, _libvirt, null, _clock);
    }

    public override ISiteAdapter Adapter => _adapter;

    public override string VmName => "train-02";

    public override ISiteLine Line => _line;

    public override IReadOnlyList<string> Secrets => ["secret-word"];

    public override OperationHandle UnknownHandle => new("define:00000000-0000-4000-8000-00000000dead");

    public override Goal GoalOf(FleetInventory fleet)
    {
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.Kvm] = new KvmWayPlanner() };
        var document = new Document
        {
            Name = "conformance",
            Sites = [new SiteSpec { Alias = "rack7", Hypervisor = Hypervisor.Kvm, Endpoint = "qemu:///system" }],
            Assignments = [_scenario.Wish],
        };
        return new GoalMaker(planners, [], (_, _, _) => [], new PlanMaker(planners, "conformance")).ForDocument(fleet, document, new NothingRemembered());
    }

    public override IReadOnlyList<(Step Step, string Code)> Lacking(FleetInventory fleet) =>
        [(InterruptionStep(fleet) with { Kind = StepKind.MoveVm }, "unsupported-step"), (InterruptionStep(fleet) with { Changes = [new FieldChange(new Field("nested-virtualization"), null, "true")] }, "unsupported-step")];

    public override Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder(_libvirt.Describe());
        foreach (var folder in (string[])["/etc", "/sys/bus", "/sys/devices", "/sys/class", "/var", "/run", "/boot"])
        {
            _tree.Describe(text, folder);
        }

        return Task.FromResult(text.ToString());
    }

    public override Task ChangeVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        _libvirt.Change(Guid.Parse(vm.Id), xml => xml.Replace("<memballoon model='virtio'/>", "<memballoon model='none'/>", StringComparison.Ordinal));
        return Task.CompletedTask;
    }

    public override Task RemoveVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        _libvirt.Remove(Guid.Parse(vm.Id));
        return Task.CompletedTask;
    }

    public override void DelayNextOperation() => _line.DelayNextWrite();

    public override void Expire(TimeSpan deadline) => _clock.Expire(deadline);

    public override async ValueTask DisposeAsync()
    {
        await _adapter.DisposeAsync();
        _tree.Dispose();
    }

    private static Step InterruptionStep(FleetInventory fleet)
    {
        var vm = fleet.Vms.Single(v => v.Name == "train-02");
        return new Step { Id = "s01", Kind = StepKind.ConfigureVm, Target = vm.Ref, TargetName = vm.Name, Unit = "conformance", Reason = "the suite tries it" };
    }
}

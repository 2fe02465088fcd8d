using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.FakeHyperV.Host;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;
using Barelane.TestKit.Conformance;

namespace Barelane.HyperV.Tests.Conformance;

/// <summary>The adapter over a fake host: the real scripts, frame and envelope, without a process between.</summary>
internal sealed class HyperVConformanceSite : ConformanceSite
{
    private readonly HyperVScenario _scenario;
    private readonly HurriedClock _clock = new();
    private readonly HyperVLine _line;
    private readonly HyperVSite _adapter;

    public HyperVConformanceSite(HyperVScenario scenario)
    {
        _scenario = scenario;
        Host = scenario.Host(_clock);
        Host.Vms[1].Notes = "password: secret-word";
        _line = new HyperVLine(Host);
        _adapter = new HyperVSite("hv01", Host.Uuid.ToString("D"), new PowerShellHost(_line), _clock);
    }

    public FakeHost Host { get; }

    public override ISiteAdapter Adapter => _adapter;

    public override string VmName => "train-02";

    public override ISiteLine Line => _line;

    public override IReadOnlyList<string> Secrets => ["secret-word"];

    public override OperationHandle UnknownHandle => new("set-notes:00000000-0000-4000-8000-00000000dead");

    public override Goal GoalOf(FleetInventory fleet)
    {
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.HyperV] = new HyperVWayPlanner() };
        var document = new Document
        {
            Name = "conformance",
            Sites = [new SiteSpec { Alias = "hv01", Hypervisor = Hypervisor.HyperV, Endpoint = "local" }],
            Assignments = [_scenario.Wish],
        };
        return new GoalMaker(planners, [], (_, _, _) => [], new PlanMaker(planners, "conformance")).ForDocument(fleet, document, new NothingRemembered());
    }

    public override IReadOnlyList<(Step Step, string Code)> Lacking(FleetInventory fleet) =>
        [(Any(fleet) with { Kind = StepKind.MoveVm }, "unsupported-step"), (Any(fleet) with { Changes = [new FieldChange(new Field("fault-tolerance"), null, "true")] }, "unsupported-step")];

    public override Task<string> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult(HostDescription.Of(Host));

    public override Task ChangeVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        Host.Vms.Single(v => v.Id == Guid.Parse(vm.Id)).Notes += "\nsomebody was here";
        return Task.CompletedTask;
    }

    public override Task RemoveVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        Host.Vms.RemoveAll(v => v.Id == Guid.Parse(vm.Id));
        return Task.CompletedTask;
    }

    public override void DelayNextOperation() => _line.DelayNextWrite();

    public override void Expire(TimeSpan deadline) => _clock.Expire(deadline);

    public override ValueTask DisposeAsync() => _adapter.DisposeAsync();

    private Step Any(FleetInventory fleet)
    {
        var vm = fleet.Vms.Single(v => v.Name == VmName);
        return new Step { Id = "s01", Kind = StepKind.ConfigureVm, Target = vm.Ref, TargetName = vm.Name, Unit = "conformance", Reason = "the suite tries it" };
    }
}

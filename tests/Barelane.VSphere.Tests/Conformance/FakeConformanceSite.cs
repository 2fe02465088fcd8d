using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;
using Barelane.TestKit;
using Barelane.TestKit.Conformance;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The fake hypervisor of the engine's tests: what it promises the engine has to be what real adapters promise.</summary>
internal sealed class FakeConformanceSite : ConformanceSite
{
    private const string Card = "0000:3b:00.0";

    private readonly FakeSite _site = new(new ManualTimeProvider());

    public FakeConformanceSite()
    {
        var host = _site.AddHost("h1", "c1", Card);
        _site.AddHost("h2");
        _site.AddVm("a", host);
    }

    public override ISiteAdapter Adapter => _site;

    public override string VmName => "a";

    public override OperationHandle UnknownHandle => new("task-none");

    public override Goal GoalOf(FleetInventory fleet)
    {
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [_site.Planner.Hypervisor] = _site.Planner };
        var assignment = new Assignment { Vm = "dc1/a", Gpu = new GpuSelector { Address = PciAddress.Parse(Card) }, Way = Way.Direct };
        var document = new Document { Name = "conformance", Sites = [], Assignments = [assignment] };
        return new GoalMaker(planners, [], (_, _, _) => [], new PlanMaker(planners, "conformance")).ForDocument(fleet, document, new NothingRemembered());
    }

    public override Task<string> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult(_site.Describe());

    public override Task ChangeVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        _site.Vm(vm)!.Options["other"] = "1";
        return Task.CompletedTask;
    }

    public override Task RemoveVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        _site.Vms.Remove(_site.Vm(vm)!);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => _site.DisposeAsync();
}

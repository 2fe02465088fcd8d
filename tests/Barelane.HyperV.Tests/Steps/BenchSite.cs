using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.Guest.Preparation;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;
using Barelane.TestKit.Conformance;

namespace Barelane.HyperV.Tests.Steps;

/// <summary>The adapter over a fake host in this process.</summary>
internal sealed class BenchSite(FakeHost host, params IReadOnlyList<Assignment> wishes) : ConformanceSite
{
    private readonly HyperVSite _adapter = new("hv01", host.Uuid.ToString("D"), new PowerShellHost(new FakeTransport(host)), TimeProvider.System);
    private readonly GuestAwareSite? _guestAware;

    public FakeHost Machine => host;

    /// <summary>The account that the document names in the VM's guest; null for none.</summary>
    public GuestCredential? Guest
    {
        init => _guestAware = value is null ? null : new GuestAwareSite(_adapter, [GuestAccounts.Of("train-02", value)], TimeProvider.System);
    }

    public override ISiteAdapter Adapter => _guestAware ?? (ISiteAdapter)_adapter;

    public override string VmName => "train-02";

    public override bool ComparesAndSwaps => false;

    public override OperationHandle UnknownHandle => new("start-vm:00000000-0000-4000-8000-00000000dead");

    /// <summary>A card by its address.</summary>
    public static Assignment Direct(string address = "0000:3b:00.0") => new() { Vm = "hv01/train-02", Way = Way.Direct, Gpu = new GpuSelector { Address = PciAddress.Parse(address) } };

    /// <summary>A card out of a pool; the first time it is named by its model, as no pool holds it yet.</summary>
    public static Assignment Pooled() => new() { Vm = "hv01/train-02", Way = Way.Direct, Variant = WayVariant.DirectByDescription, Gpu = new GpuSelector { Id = new PciId(0x10de, 0x2235), Label = "GpuChildPool" } };

    /// <summary>A partition.</summary>
    public static Assignment Slice(string profile) => new() { Vm = "hv01/train-02", Way = Way.Shared, Gpu = new GpuSelector { Profile = profile } };

    public override Goal GoalOf(FleetInventory fleet)
    {
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.HyperV] = new HyperVWayPlanner() };
        var document = new Document { Name = "conformance", Sites = [new SiteSpec { Alias = "hv01", Hypervisor = Hypervisor.HyperV, Endpoint = "local" }], Assignments = wishes };
        return new GoalMaker(planners, [], (_, _, _) => [], new PlanMaker(planners, "conformance")).ForDocument(fleet, document, new NothingRemembered());
    }

    public override Task<string> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult(HostDescription.Of(host));

    public override Task ChangeVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        host.Vms.Single(v => v.Id == Guid.Parse(vm.Id)).Notes += "\r\nchanged";
        return Task.CompletedTask;
    }

    public override Task RemoveVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        host.Vms.RemoveAll(v => v.Id == Guid.Parse(vm.Id));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => _adapter.DisposeAsync();
}

using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.TestKit;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>The fake hypervisor with a guest in its VM, which answers while the VM runs.</summary>
internal sealed class GuestHost(FakeSite site, FakeVm vm, IGuestChannel guest) : ISiteAdapter
{
    public string Alias => site.Alias;

    public IInventorySource Source => site.Source;

    public IWayPlanner Planner => site.Planner;

    public IStepExecutor Executor => site.Executor;

    public IProbe Probe => site.Probe;

    public Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) => site.CheckPrivilegesAsync(steps, cancellationToken);

    public Task<IGuestChannel> OpenGuestAsync(ObjectRef target, GuestCredential credential, CancellationToken cancellationToken) => vm.Power == PowerState.On
        ? Task.FromResult(guest)
        : throw ScriptedGuest.Trouble("guest-not-asked", "The VM is off.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

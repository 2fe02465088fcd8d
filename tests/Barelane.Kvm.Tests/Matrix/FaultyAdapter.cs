using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Kvm.Tests.Matrix;

/// <summary>An adapter with another executor.</summary>
internal sealed class FaultyAdapter(ISiteAdapter inner, IStepExecutor executor) : ISiteAdapter
{
    public string Alias => inner.Alias;

    public IInventorySource Source => inner.Source;

    public IWayPlanner Planner => inner.Planner;

    public IStepExecutor Executor => executor;

    public IProbe Probe => inner.Probe;

    public IOwnReboot? OwnReboot => inner.OwnReboot;

    public Task<IGuestChannel> OpenGuestAsync(ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken) => inner.OpenGuestAsync(vm, credential, cancellationToken);

    public Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) => inner.CheckPrivilegesAsync(steps, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

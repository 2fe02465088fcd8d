using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Guest.Preparation;

/// <summary>
/// Any hypervisor's adapter, with the insides of its guests beside what the hypervisor itself knows: what is prepared in a guest is read, planned, made and
/// read back through the way in that the adapter opens. No adapter has to know of it.
/// </summary>
public sealed class GuestAwareSite : ISiteAdapter
{
    private readonly ISiteAdapter _site;

    /// <param name="site">The hypervisor's adapter; disposed with this one.</param>
    /// <param name="accounts">The guests that may be asked.</param>
    /// <param name="time">The clock of waits.</param>
    public GuestAwareSite(ISiteAdapter site, IReadOnlyList<GuestAccount> accounts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(site);
        _site = site;
        var door = new GuestDoor(site, accounts);
        Source = new GuestAwareSource(site.Source, door);
        Planner = new GuestAwarePlanner(site.Planner);
        Executor = new GuestAwareExecutor(site.Executor, door, time);
        Probe = new GuestAwareProbe(site.Probe, door);
    }

    /// <inheritdoc/>
    public string Alias => _site.Alias;

    /// <inheritdoc/>
    public IInventorySource Source { get; }

    /// <inheritdoc/>
    public IWayPlanner Planner { get; }

    /// <inheritdoc/>
    public IStepExecutor Executor { get; }

    /// <inheritdoc/>
    public IProbe Probe { get; }

    /// <inheritdoc/>
    public ISupportSource? Support => _site.Support;

    /// <inheritdoc/>
    public IOwnReboot? OwnReboot => _site.OwnReboot;

    /// <inheritdoc/>
    public Task<IGuestChannel> OpenGuestAsync(ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken) =>
        _site.OpenGuestAsync(vm, credential, cancellationToken);

    /// <inheritdoc/>
    public Guid? MachineOf(ObjectRef vm) => _site.MachineOf(vm);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> CheckPrivilegesAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) =>
        _site.CheckPrivilegesAsync([.. steps.Where(s => !GuestAwareExecutor.IsOfGuest(s))], cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _site.DisposeAsync();
}

namespace Barelane.Core.Adapters;

/// <summary>One connected site. What adapters of all hypervisors share; nothing else of an adapter is seen by the engine.</summary>
public interface ISiteAdapter : IAsyncDisposable
{
    /// <summary>The document's alias.</summary>
    string Alias { get; }

    /// <summary>Reads.</summary>
    IInventorySource Source { get; }

    /// <summary>Plans.</summary>
    IWayPlanner Planner { get; }

    /// <summary>Acts.</summary>
    IStepExecutor Executor { get; }

    /// <summary>Reads again.</summary>
    IProbe Probe { get; }

    /// <summary>What a vendor's support asks for; null where the adapter has nothing beside its inventory.</summary>
    ISupportSource? Support => null;

    /// <summary>How a run goes on after a reboot of the site's host; null where that host is not the machine that this program runs on.</summary>
    IOwnReboot? OwnReboot => null;

    /// <summary>Opens a way into a guest.</summary>
    /// <exception cref="SiteException">The guest can't be asked: no agent, wrong password, powered off.</exception>
    Task<IGuestChannel> OpenGuestAsync(Inventory.ObjectRef vm, GuestCredential credential, CancellationToken cancellationToken);

    /// <summary>The UUID that the VM's firmware tells its guest (SMBIOS, system information); null where it is not known for certain.</summary>
    Guid? MachineOf(Inventory.ObjectRef vm) => null;

    /// <summary>Names the privileges the account lacks for these steps, one finding each; empty where nothing is missing or the hypervisor has no such notion.</summary>
    Task<IReadOnlyList<Rules.Finding>> CheckPrivilegesAsync(IReadOnlyList<Plans.Step> steps, CancellationToken cancellationToken);
}

using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;

namespace Barelane.TestKit.Conformance;

/// <summary>A site under test: a connected adapter over a hypervisor (or a simulator of one) that the suite may change as it likes.</summary>
public abstract class ConformanceSite : IAsyncDisposable
{
    /// <summary>The adapter.</summary>
    public abstract ISiteAdapter Adapter { get; }

    /// <summary>Name of a VM that exists and may be changed.</summary>
    public abstract string VmName { get; }

    /// <summary>What stands between; null where the site has nothing that could be disturbed.</summary>
    public virtual ISiteLine? Line => null;

    /// <summary>Whether a write that rests on an outdated reading is refused by the hypervisor itself.</summary>
    public virtual bool ComparesAndSwaps => true;

    /// <summary>Prefixes of owned fields that this hypervisor can't show; the adapter then has to say so, with the reason.</summary>
    public virtual IReadOnlySet<string> Unseen => new HashSet<string>();

    /// <summary>Texts that may appear in no problem.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>A handle of the hypervisor's form that names no operation.</summary>
    public abstract OperationHandle UnknownHandle { get; }

    /// <summary>What the site is to reach: together with the way back it shows every kind of step that the hypervisor has.</summary>
    public abstract Goal GoalOf(FleetInventory fleet);

    /// <summary>Steps that this hypervisor has nothing for, each with the code of the failure that says so.</summary>
    public virtual IReadOnlyList<(Step Step, string Code)> Lacking(FleetInventory fleet) => [];

    /// <summary>Everything that a client could have changed, as text, read past the adapter: two equal texts are two equal states.</summary>
    public abstract Task<string> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Somebody else changes the VM's configuration.</summary>
    public abstract Task ChangeVmAsync(ObjectRef vm, CancellationToken cancellationToken);

    /// <summary>Somebody else deletes the VM.</summary>
    public abstract Task RemoveVmAsync(ObjectRef vm, CancellationToken cancellationToken);

    /// <summary>Lets the next operation last a while, where the hypervisor can.</summary>
    public virtual void DelayNextOperation()
    {
    }

    /// <summary>Lets a deadline of this length pass.</summary>
    public virtual void Expire(TimeSpan deadline)
    {
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

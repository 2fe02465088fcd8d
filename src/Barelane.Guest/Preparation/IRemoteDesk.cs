using Barelane.Core.Adapters;
using Barelane.Core.Goals;

namespace Barelane.Guest.Preparation;

/// <summary>Takes leases of a document's pools for guests, and gives them back. Every failure is a <see cref="SiteException"/>.</summary>
public interface IRemoteDesk
{
    /// <summary>
    /// A lease under a name: asked for again, it is the same. Until <see cref="KeepAsync"/> it is given back by itself when nobody uses it, so that a run that
    /// is cut off leaves nothing.
    /// </summary>
    Task<RemoteGrant> TakeAsync(Assignment assignment, string name, IStepProgress progress, CancellationToken cancellationToken);

    /// <summary>The guest has it: from now on it stays.</summary>
    Task KeepAsync(string pool, string name, CancellationToken cancellationToken);

    /// <summary>Gives it back; one that is gone already is as good.</summary>
    Task GiveBackAsync(string pool, string name, CancellationToken cancellationToken);
}

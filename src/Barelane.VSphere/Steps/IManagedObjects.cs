using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Finds the server's own reference of an object by its identity.</summary>
internal interface IManagedObjects
{
    /// <summary>The reference of a host, a VM or a cluster; of a device, that of its host.</summary>
    /// <exception cref="SiteException">The object is not there any more (<c>not-found</c>), or the server could not be asked.</exception>
    Task<ManagedObjectRef> FindAsync(ObjectRef target, CancellationToken cancellationToken);
}

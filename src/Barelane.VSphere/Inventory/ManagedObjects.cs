using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Steps;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Finds the server's references through what inspections have met, and by a look at the site where they have not met it.</summary>
internal sealed class ManagedObjects(VSphereInventorySource source, string alias) : IManagedObjects
{
    /// <inheritdoc/>
    public async Task<ManagedObjectRef> FindAsync(ObjectRef target, CancellationToken cancellationToken)
    {
        try
        {
            return await source.FindAsync(target, cancellationToken).ConfigureAwait(false) ?? throw new SiteException(new Problem
            {
                Code = "not-found",
                Message = $"Site '{alias}' has no {target.Kind.ToString().ToLowerInvariant()} '{target.Id}' (any more).",
                Remedy = "Run 'barelane inspect' to see what is there, and plan again.",
            });
        }
        catch (VimException e)
        {
            throw new SiteException(SiteProblems.Of(e, alias), e);
        }
    }
}

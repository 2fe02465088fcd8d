using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Reads single fields live: a small inventory of their objects alone, through the planner's own reading of fields, so that what is read back is
/// the same thing as what was planned.
/// </summary>
internal sealed class VSphereProbe(VSphereInventorySource source, IWayPlanner planner, string alias) : IProbe
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Observed<string>>> ReadAsync(IReadOnlyList<(ObjectRef Target, Field Field)> fields, CancellationToken cancellationToken)
    {
        if (fields.Count == 0)
        {
            return [];
        }

        try
        {
            var (inventory, isComplete) = await source.ReadObjectsAsync(
                [.. fields.Select(f => f.Target.Kind == ObjectKind.Device ? f.Target.HostOfDevice() : f.Target).Distinct()],
                withNeighbours: fields.Any(f => f.Field.Prefix is "state" or "holders" or "free-memory-mib" or "slices-free"),
                withTargets: fields.Any(f => f.Field.Prefix is "attached" or "state" or "holders" or "slices-free" or "offers"),
                cancellationToken).ConfigureAwait(false);
            var fleet = new FleetInventory([inventory]);
            return [.. fields.Select(f => Read(fleet, isComplete, f.Target, f.Field))];
        }
        catch (VimException e)
        {
            var why = Observed<string>.Unreadable(SiteProblems.Of(e, alias).ToString());
            return [.. fields.Select(_ => why)];
        }
    }

    private Observed<string> Read(FleetInventory fleet, bool isComplete, ObjectRef target, Field field) =>
        field == Field.Exists && isComplete && fleet.Vm(target) is null ? Observed<string>.Absent
        : fleet.Sites.Any(s => s.Site.Ref.Site == target.Site) ? planner.Read(fleet, target, field)
        : Observed<string>.Unreadable($"The object belongs to site '{target.Site}', but '{alias}' is '{fleet.Sites[0].Site.Ref.Site}'.");
}

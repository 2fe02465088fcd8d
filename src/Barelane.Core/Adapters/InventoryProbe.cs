using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Adapters;

/// <summary>
/// Reads single fields live: an inspection of their objects through the planner's own reading of fields, so that what is read back is the same thing as
/// what was planned.
/// </summary>
/// <param name="source">Inspects.</param>
/// <param name="planner">Reads fields from an inventory.</param>
/// <param name="site">The site's id.</param>
public sealed class InventoryProbe(IInventorySource source, IWayPlanner planner, string site) : IProbe
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
            var objects = fields.Select(f => f.Target).Where(t => t.Site == site).Select(t => t.Kind == ObjectKind.Device ? t.HostOfDevice() : t).Distinct().ToList();
            var inventory = await source.ReadAsync(new InspectScope { Objects = objects }, cancellationToken).ConfigureAwait(false);
            var fleet = new FleetInventory([inventory]);
            return [.. fields.Select(f => Read(fleet, f.Target, f.Field))];
        }
        catch (SiteException e)
        {
            var why = Observed<string>.Unreadable(e.Problem.ToString());
            return [.. fields.Select(_ => why)];
        }
    }

    private Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) =>
        target.Site != site ? Observed<string>.Unreadable($"The object belongs to site '{target.Site}', and this one is '{site}'.")
        : field == Field.Exists && target.Kind == ObjectKind.Vm && fleet.Vm(target) is null ? Observed<string>.Absent
        : planner.Read(fleet, target, field);
}

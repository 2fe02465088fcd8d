using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation;

/// <summary>Reads fields of guests in the guests, each guest asked once, and all others as the adapter does.</summary>
/// <param name="probe">Reads the hypervisor.</param>
/// <param name="door">Opens guests.</param>
internal sealed class GuestAwareProbe(IProbe probe, GuestDoor door) : IProbe
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Observed<string>>> ReadAsync(IReadOnlyList<(ObjectRef Target, Field Field)> fields, CancellationToken cancellationToken)
    {
        var others = fields.Where(f => !GuestFields.Owns(f.Target.Kind, f.Field)).ToList();
        if (others.Count == fields.Count)
        {
            return await probe.ReadAsync(fields, cancellationToken).ConfigureAwait(false);
        }

        var read = new Dictionary<(ObjectRef, Field), Observed<string>>();
        foreach (var (field, value) in others.Zip(await probe.ReadAsync(others, cancellationToken).ConfigureAwait(false)))
        {
            read[field] = value;
        }

        foreach (var guest in fields.Where(f => GuestFields.Owns(f.Target.Kind, f.Field)).GroupBy(f => f.Target))
        {
            var values = await ReadGuestAsync(guest.Key, cancellationToken).ConfigureAwait(false);
            foreach (var field in guest)
            {
                read[field] = GuestAwarePlanner.ValueOf(values, field.Field);
            }
        }

        return [.. fields.Select(f => read[f])];
    }

    private async Task<Observed<IReadOnlyDictionary<string, string>>> ReadGuestAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await door.OpenAsync(vm, cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                return Observed.Read((await GuestHands.For(channel).ReadAsync(cancellationToken).ConfigureAwait(false)).Values);
            }
        }
        catch (SiteException e)
        {
            return Observed<IReadOnlyDictionary<string, string>>.Unreadable(e.Problem.ToString());
        }
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Guest.Preparation;

/// <summary>Adds the guests' values to an inspection: of the VMs of which the document wishes something, and of those that are read by identity, for undo and resume.</summary>
/// <param name="source">Reads the hypervisor.</param>
/// <param name="door">Opens guests.</param>
internal sealed class GuestAwareSource(IInventorySource source, GuestDoor door) : IInventorySource
{
    /// <inheritdoc/>
    public async Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken)
    {
        var inventory = await source.ReadAsync(scope, cancellationToken).ConfigureAwait(false);
        var accounts = door.Learn(inventory);
        var wanted = inventory.Vms.Where(v => accounts.TryGetValue(v.Ref, out var account) && (account.Prepare is not null || account.Remote is not null || account.TakesFiles || account.IsRemembered || (!scope.Everything && scope.Objects.Contains(v.Ref)))).ToList();
        if (wanted.Count == 0)
        {
            return inventory;
        }

        var read = (await Task.WhenAll(wanted.Select(v => WithGuestAsync(v, cancellationToken))).ConfigureAwait(false)).ToDictionary(v => v.Ref);
        return inventory with { Vms = [.. inventory.Vms.Select(v => read.GetValueOrDefault(v.Ref, v))] };
    }

    private async Task<Vm> WithGuestAsync(Vm vm, CancellationToken cancellationToken)
    {
        if (vm.Power.TryGet(out var power) && power != PowerState.On)
        {
            return vm with { GuestValues = Observed<IReadOnlyDictionary<string, string>>.Unreadable($"the VM is {power.ToString().ToLowerInvariant()}, and only a running guest can be asked.") };
        }

        try
        {
            var channel = await door.OpenAsync(vm.Ref, cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                return GuestFacts.Of(vm, await GuestHands.For(channel).ReadAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        catch (SiteException e)
        {
            return vm with { GuestValues = Observed<IReadOnlyDictionary<string, string>>.Unreadable(e.Problem.ToString()) };
        }
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.Guest.Preparation;

/// <summary>Opens the guests of one site for whoever reads or prepares them, with the accounts that the document names.</summary>
/// <param name="site">The hypervisor's adapter.</param>
/// <param name="accounts">The accounts of the site's VMs.</param>
internal sealed class GuestDoor(ISiteAdapter site, IReadOnlyList<GuestAccount> accounts)
{
    private readonly Dictionary<ObjectRef, GuestAccount> _byVm = [];

    /// <summary>Remembers which VM of an inventory each account belongs to; a name that is ambiguous belongs to none, and the resolver refuses it.</summary>
    public IReadOnlyDictionary<ObjectRef, GuestAccount> Learn(SiteInventory inventory)
    {
        var fleet = new FleetInventory([inventory]);
        foreach (var account in accounts)
        {
            if (fleet.VmsNamed(site.Alias, account.VmName) is [var only])
            {
                _byVm[only.Ref] = account;
            }
        }

        return _byVm;
    }

    /// <summary>The account of a VM; null where the document names none, or no inventory has been read that has it.</summary>
    public GuestAccount? AccountOf(ObjectRef vm) => _byVm.GetValueOrDefault(vm);

    /// <summary>Opens a guest.</summary>
    /// <exception cref="SiteException">There is no account, or the guest can't be asked.</exception>
    public async Task<IGuestChannel> OpenAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        if (AccountOf(vm) is null)
        {
            // What came of a step is asked before anything else is read: the first to be asked then is which VM it was.
            _ = Learn(await site.Source.ReadAsync(new InspectScope { Objects = [vm] }, cancellationToken).ConfigureAwait(false));
        }

        if (AccountOf(vm) is not { } account)
        {
            throw new SiteException(new Problem
            {
                Code = "guest-not-asked",
                Message = "The document names no account in this guest.",
                Remedy = "Add 'guest: { user: USER, password: env:VARIABLE }' or 'guest: { ssh: USER@HOST }' to the assignment, or leave the guest as it is with '--leave'.",
            });
        }

        return await account.OpenAsync(site, vm, cancellationToken).ConfigureAwait(false);
    }
}

using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Guest.Preparation;

/// <summary>One VM of a document whose guest may be asked.</summary>
/// <param name="VmName">The VM within its site, as the document has it.</param>
/// <param name="Prepare">What is wished of the guest; null where it is only asked.</param>
/// <param name="OpenAsync">Opens the guest of a site's VM; throws a <see cref="SiteException"/> where it can't be asked.</param>
/// <param name="OpenDriver">Opens the driver's file for reading; throws a <see cref="SiteException"/> where it can't be read.</param>
public sealed record GuestAccount(
    string VmName,
    GuestPreparation? Prepare,
    Func<ISiteAdapter, ObjectRef, CancellationToken, Task<IGuestChannel>> OpenAsync,
    Func<GuestDriverFile, Stream> OpenDriver)
{
    /// <summary>Whether the hypervisor has files of its own to put into the guest, which it can do while the guest runs where it can be asked.</summary>
    public bool TakesFiles { get; init; }

    /// <summary>The assignment of the remote way; null where the VM has another.</summary>
    public Assignment? Remote { get; init; }

    /// <summary>Whether the document names the guest no more, and the journal knows that it has a lease to give back.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>The pools' desk; null where the document has no pools.</summary>
    public IRemoteDesk? Desk { get; init; }

    /// <summary>What leases for the VM are called, so that they are found again.</summary>
    public string LeaseName { get; init; } = "";
}

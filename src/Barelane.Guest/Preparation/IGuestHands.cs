using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation;

/// <summary>Reads and changes what may be prepared in a guest of one family.</summary>
internal interface IGuestHands
{
    /// <summary>The present values.</summary>
    /// <exception cref="SiteException">They could not be read.</exception>
    Task<GuestState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Makes one change. Once it has returned, nothing is under way in the guest.</summary>
    /// <exception cref="SiteException">It was refused or failed for certain; the code <c>time-out</c> means that it may still be going on.</exception>
    Task ChangeAsync(FieldChange change, GuestAccount account, IStepProgress progress, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Brings what a change has outside of the guest in line with what is in it, where the change was cut off.</summary>
    /// <exception cref="SiteException">It could not be.</exception>
    Task SettleAsync(FieldChange change, GuestAccount account, IStepProgress progress, CancellationToken cancellationToken);

    /// <summary>Whether something that a change has started is still going on.</summary>
    Task<bool> IsBusyAsync(CancellationToken cancellationToken);
}

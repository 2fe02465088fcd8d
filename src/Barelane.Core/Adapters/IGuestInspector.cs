namespace Barelane.Core.Adapters;

/// <summary>Looks into a guest through a channel.</summary>
public interface IGuestInspector
{
    /// <summary>Runs every check that makes sense for the guest's family; changes nothing there. Throws nothing but cancellation: what could not be asked is Unknown.</summary>
    Task<IReadOnlyList<GuestCheckResult>> InspectAsync(IGuestChannel channel, GuestExpectation expectation, CancellationToken cancellationToken);
}

namespace Barelane.Kvm.Inventory;

/// <summary>What an inspection needs from a host's libvirt. Reads only.</summary>
public interface ILibvirtReader
{
    /// <summary>Everything about the host and its domains, in one go. A domain that goes away meanwhile is left out.</summary>
    /// <param name="withLive">Whether the XML of running domains is wanted beside the stored one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Core.Adapters.SiteException">libvirt is not there, refuses, or the connection dropped; the problem says which and what to do.</exception>
    Task<LibvirtHost> ReadAsync(bool withLive, CancellationToken cancellationToken);
}

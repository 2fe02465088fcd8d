using Barelane.Core.Adapters;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Libvirt;

/// <summary>
/// What steps need of libvirt beside reading. A call that libvirt refuses is a <see cref="SiteException"/>; one whose answer did not come (the connection broke
/// off) has the code <see cref="LibvirtProblems.Lost"/>. Cancelling stops the waiting at once, not the call.
/// </summary>
internal interface ILibvirt : ILibvirtReader, IAsyncDisposable
{
    /// <summary>One domain's state; null where there is none with this UUID.</summary>
    Task<DomainState?> StateAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>The definition with its passwords, as it has to be for defining the domain again. Never to be kept, logged or shown.</summary>
    Task<string> EditableXmlAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>
    /// Defines the domain anew, if its definition still is the one that <paramref name="basis"/> is the hash of; otherwise a <see cref="SiteException"/> with
    /// the code <c>concurrent-change</c>. libvirt itself compares nothing; the comparison stands right before the definition.
    /// </summary>
    /// <param name="uuid">The domain.</param>
    /// <param name="basis"><see cref="XmlHash.Of"/> of the definition that was edited.</param>
    /// <param name="xml">The new definition.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task RedefineAsync(Guid uuid, string basis, string xml, CancellationToken cancellationToken);

    /// <summary>Starts the domain; with managed host devices libvirt takes them from the host now.</summary>
    Task StartAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>Asks the guest to shut down; the answer comes before the guest does.</summary>
    Task ShutdownAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>Ends the domain as if its plug were pulled.</summary>
    Task DestroyAsync(Guid uuid, CancellationToken cancellationToken);

    /// <summary>Makes a snapshot of the domain's disks while it is off.</summary>
    Task CreateSnapshotAsync(Guid uuid, string name, CancellationToken cancellationToken);

    /// <summary>Takes a snapshot away; without an effect where there is none of this name.</summary>
    Task DeleteSnapshotAsync(Guid uuid, string name, CancellationToken cancellationToken);

    /// <summary>Has the QEMU guest agent carry out a command.</summary>
    /// <param name="uuid">The domain.</param>
    /// <param name="command">The command as JSON.</param>
    /// <param name="timeout">How long the agent may take.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<string> AgentAsync(Guid uuid, string command, TimeSpan timeout, CancellationToken cancellationToken);
}

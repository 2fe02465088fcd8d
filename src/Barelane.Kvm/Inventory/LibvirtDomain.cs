using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>A libvirt domain. Its XML is read without security information, so that no password is ever in it.</summary>
public sealed record LibvirtDomain
{
    /// <summary>The domain's UUID: the VM's identity.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The code that virDomainGetState gives: 0 none, 1 running, 2 blocked, 3 paused, 4 shutting down, 5 shut off, 6 crashed, 7 suspended by its guest.</summary>
    public required Observed<int> State { get; init; }

    /// <summary>The stored definition (VIR_DOMAIN_XML_INACTIVE); absent for a transient domain.</summary>
    public required Observed<string> StoredXml { get; init; }

    /// <summary>The running definition; absent for a domain that is off.</summary>
    public Observed<string> LiveXml { get; init; }

    /// <summary>Whether it starts with its host.</summary>
    public Observed<bool> Autostart { get; init; }

    /// <summary>Whether its memory was saved to a file from which it would be restored at the next start.</summary>
    public Observed<bool> HasSavedState { get; init; }

    /// <summary>Its snapshots, oldest first.</summary>
    public Observed<IReadOnlyList<SnapshotInfo>> Snapshots { get; init; }
}

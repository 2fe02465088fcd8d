using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>Identities: site and host are one Windows machine by its UUID, a VM is Hyper-V's own id.</summary>
public static class HyperVIds
{
    /// <summary>The site of a machine.</summary>
    public static ObjectRef Site(string uuid) => new(ObjectKind.Site, uuid, uuid);

    /// <summary>The one host of a site.</summary>
    public static ObjectRef Host(string uuid) => new(ObjectKind.Host, uuid, uuid);

    /// <summary>A VM.</summary>
    public static ObjectRef Vm(string uuid, Guid id) => new(ObjectKind.Vm, uuid, id.ToString("D"));

    /// <summary>A machine's UUID as it is used here: lower case; null for one that firmware makers forgot to set.</summary>
    public static string? Machine(string uuid) => Guid.TryParse(uuid, out var id) && id != Guid.Empty && id.ToString("N") is not "ffffffffffffffffffffffffffffffff" and not "03000200040005000006000700080009"
        ? id.ToString("D")
        : null;
}

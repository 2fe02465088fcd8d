using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>Identities: site and host are one Linux machine, a VM is a libvirt domain.</summary>
public static class KvmIds
{
    /// <summary>The site of a machine.</summary>
    public static ObjectRef Site(string machineId) => new(ObjectKind.Site, machineId, machineId);

    /// <summary>The one host of a site.</summary>
    public static ObjectRef Host(string machineId) => new(ObjectKind.Host, machineId, machineId);

    /// <summary>A domain.</summary>
    public static ObjectRef Vm(string machineId, Guid uuid) => new(ObjectKind.Vm, machineId, uuid.ToString("D"));
}

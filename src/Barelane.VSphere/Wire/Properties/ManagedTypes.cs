namespace Barelane.VSphere.Wire;

/// <summary>The bases of managed types, as far as properties are asked of a base and answered by its subtypes.</summary>
internal static class ManagedTypes
{
    private static readonly Dictionary<string, string> Bases = new()
    {
        ["ClusterComputeResource"] = "ComputeResource",
        ["VirtualApp"] = "ResourcePool",
        ["StoragePod"] = "Folder",
        ["DistributedVirtualPortgroup"] = "Network",
        ["OpaqueNetwork"] = "Network",
        ["VmwareDistributedVirtualSwitch"] = "DistributedVirtualSwitch",
        ["Folder"] = "ManagedEntity",
        ["Datacenter"] = "ManagedEntity",
        ["ComputeResource"] = "ManagedEntity",
        ["HostSystem"] = "ManagedEntity",
        ["ResourcePool"] = "ManagedEntity",
        ["VirtualMachine"] = "ManagedEntity",
        ["Datastore"] = "ManagedEntity",
        ["Network"] = "ManagedEntity",
        ["DistributedVirtualSwitch"] = "ManagedEntity",
    };

    /// <summary>How many steps a type is above another: 0 for the same, null when it is not a base of it.</summary>
    public static int? Distance(string type, string baseType)
    {
        var steps = 0;
        for (var at = type; ; steps++)
        {
            if (at == baseType)
            {
                return steps;
            }

            if (!Bases.TryGetValue(at, out at))
            {
                return null;
            }
        }
    }
}

namespace Barelane.VSphere.Wire;

/// <summary>Finds one object without walking the inventory: one round trip, which matters on a slow line.</summary>
internal static class SearchCalls
{
    /// <summary>The object at a path such as 'DC0/vm/folder/render-01', or null.</summary>
    public static VimCall<ManagedObjectRef?> FindByInventoryPath(ManagedObjectRef searchIndex, string path) =>
        VimCall.Ask<ManagedObjectRef?>("FindByInventoryPath", searchIndex, writer => writer.Write("inventoryPath", path), reader => reader.ReadRef());

    /// <summary>The VM with an instance UUID, the one that vCenter gives and that no copy shares; or null.</summary>
    public static VimCall<ManagedObjectRef?> FindVmByInstanceUuid(ManagedObjectRef searchIndex, string instanceUuid) =>
        FindByUuid(searchIndex, instanceUuid, vmSearch: true, instanceUuid: true);

    /// <summary>The host with a hardware UUID, or null.</summary>
    public static VimCall<ManagedObjectRef?> FindHostByUuid(ManagedObjectRef searchIndex, string hardwareUuid) =>
        FindByUuid(searchIndex, hardwareUuid, vmSearch: false, instanceUuid: null);

    private static VimCall<ManagedObjectRef?> FindByUuid(ManagedObjectRef searchIndex, string uuid, bool vmSearch, bool? instanceUuid) =>
        VimCall.Ask<ManagedObjectRef?>(
            "FindByUuid",
            searchIndex,
            writer =>
            {
                writer.Write("uuid", uuid);
                writer.Write("vmSearch", vmSearch);
                writer.Write("instanceUuid", instanceUuid);
            },
            reader => reader.ReadRef());
}

using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>SearchIndex.</summary>
internal static class InventoryService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["FindByUuid"] = call => FindByUuid(call);
        table["FindByInventoryPath"] = call => FindByInventoryPath(call);
    }

    private static MoRef? FindByUuid(Call call)
    {
        var uuid = call.Args.Text("uuid");
        if (call.Args.Flag("vmSearch") != true)
        {
            return call.Site.HostList.Find(h => h.Uuid == uuid)?.Ref;
        }

        var instance = call.Args.Flag("instanceUuid") == true;
        return call.Site.VmList.FirstOrDefault(vm => (instance ? vm.Config.InstanceUuid : vm.Config.Uuid) == uuid)?.Ref;
    }

    private static MoRef? FindByInventoryPath(Call call)
    {
        TwinObject? at = call.Site.Root;
        foreach (var name in call.Args.Text("inventoryPath")!.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at is null ? null : Inventory.Below(at, recursive: false).FirstOrDefault(child => child.Name == name);
        }

        return at?.Ref;
    }
}

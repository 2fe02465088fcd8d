using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Planning;

namespace Barelane.HyperV.Steps;

/// <summary>What a step wants of one device, with the names that cmdlets know it by.</summary>
/// <param name="Device">The device.</param>
/// <param name="InstanceId">Its instance id while it is on the host.</param>
/// <param name="Path">Its location path.</param>
/// <param name="Changes">What is to change and is not so yet.</param>
internal sealed record DeviceChange(ObjectRef Device, string InstanceId, string Path, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>Reads the step's devices, the companions before the card.</summary>
    /// <exception cref="SiteException">A device is not there, or a field is none of a device's.</exception>
    public static async Task<IReadOnlyList<DeviceChange>> OfAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        if (run.Step.AllChanges().FirstOrDefault(c => !IsOwn(c.Target, c.Change.Field)) is { Change: { } foreign })
        {
            throw new SiteException(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{run.Step.TargetName}' is no matter of a device's place." });
        }

        await run.ReadAsync().ConfigureAwait(false);
        var open = run.Open().Where(c => c.Target.Kind == ObjectKind.Device).ToList();
        if (open.Count == 0)
        {
            return [];
        }

        var inventory = await run.Tools.Source.ReadAsync(new InspectScope { Objects = [run.Tools.Host] }, run.CancellationToken).ConfigureAwait(false);
        return [.. open.GroupBy(c => c.Target).OrderBy(g => g.Key == run.Step.Target).ThenBy(g => g.Key).Select(g => Of(inventory, g.Key, [.. g.Select(c => c.Change)]))];
    }

    /// <summary>The change of a field; null where it is not to change.</summary>
    public FieldChange? Of(Field field) => Changes.FirstOrDefault(c => c.Field == field);

    /// <summary>The argument of scripts that name the device by its place.</summary>
    public JsonObject AtPath() => new() { [nameof(Path)] = Path };

    /// <summary>The argument of scripts that name it by its instance id.</summary>
    public JsonObject ById() => new() { [nameof(Device)] = InstanceId };

    private static bool IsOwn(ObjectRef target, Field field) => target.Kind == ObjectKind.Host ? field.Prefix == "pool" : field.Name is "enabled" or "mounted" or "label" or "noted-memory";

    private static DeviceChange Of(SiteInventory inventory, ObjectRef target, IReadOnlyList<FieldChange> changes)
    {
        var address = target.AddressOfDevice();
        return inventory.Hosts.FirstOrDefault(h => h.Ref == target.HostOfDevice())?.DeviceAt(address) is not { } device
            ? throw new SiteException(new Problem
            {
                Code = "not-found",
                Message = $"The host has no device at '{address}' any more.",
                Remedy = "Inspect the site, and plan again: addresses move when cards are added.",
            })
            : DirectWants.PathOf(device) is not { } path || DirectWants.Setting(device, "instance-id") is not { } id
                ? throw new SiteException(new Problem
                {
                    Code = "unreadable",
                    Message = $"Windows does not tell the location path of '{address}', by which it is dismounted and given.",
                    Remedy = "Look at its properties in Device Manager ('Location paths').",
                })
                : new DeviceChange(target, id, path, changes);
    }
}

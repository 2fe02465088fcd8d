using System.Globalization;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>What leaves a VM and what comes: devices by their place, devices of a pool, partitions.</summary>
internal sealed class VmDeviceChanges
{
    private const int Tries = 4;
    private readonly List<string> _unassign = [];
    private readonly List<string> _assign = [];
    private readonly List<(string Pool, int Count)> _pools = [];
    private readonly List<string> _removePartitions = [];
    private readonly List<(string Path, int Count)> _addPartitions = [];

    public static bool Makes(Field field) => field.Prefix is "assigned" or "pooled" or "partitions";

    public static async Task<VmDeviceChanges> OfAsync(StepRun run, IReadOnlyList<FieldChange> open)
    {
        var result = new VmDeviceChanges();
        if (!open.Any(c => Makes(c.Field) || c.Field.Prefix == "attached"))
        {
            return result;
        }

        var inventory = await run.Tools.Source.ReadAsync(new InspectScope { Objects = [run.Step.Target, run.Tools.Host] }, run.CancellationToken).ConfigureAwait(false);
        var vm = inventory.Vms.FirstOrDefault(v => v.Ref == run.Step.Target) ?? throw run.NoVm();
        var has = vm.Attached.TryGet(out var attached) ? attached
            : throw new SiteException(new Problem { Code = "unreadable", Message = $"What '{vm.Name}' has of the host's cards could not be read: {vm.Attached.Note}" });
        foreach (var change in open)
        {
            var delta = Number(change.After) - Number(run.Known(run.Step.Target, change.Field));
            switch (change.Field.Prefix)
            {
                case "assigned":
                    (change.After is null ? result._unassign : result._assign).Add(change.Field.Qualifier);
                    break;
                case "pooled":
                    result._pools.Add((change.Field.Qualifier, delta));
                    break;
                case "partitions" when delta < 0:
                    result._removePartitions.AddRange(has.Where(a => a.Way == Core.Goals.Way.Shared && IsOf(a, change.Field.Qualifier)).Take(-delta).Select(a => a.Key));
                    break;
                case "partitions":
                    result._addPartitions.Add((PathOf(inventory, run, change.Field.Qualifier), delta));
                    break;
                case "attached" when delta < 0 && HyperVBackings.PoolOf(change.Field.Qualifier) is null:
                    // A device whose place nothing else names: a repair takes it off by its backing. One out of a pool is counted by the pool, whatever place it was given.
                    result._unassign.AddRange(has.Where(a => a.Backing == change.Field.Qualifier && LocationPath.IsOne(a.Key) && !open.Any(o => o.Field == HyperVFields.Assigned(a.Key))).Take(-delta).Select(a => a.Key));
                    break;
                default:
                    break;
            }
        }

        return result;
    }

    public async Task RemoveAsync(StepRun run)
    {
        foreach (var path in _unassign.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            await run.SendAsync(ChangeScripts.UnassignDevice, new JsonObject { ["Vm"] = run.Vm, ["Path"] = path }).ConfigureAwait(false);
        }

        foreach (var (pool, count) in _pools)
        {
            for (var i = count; i < 0; i++)
            {
                await run.SendAsync(ChangeScripts.UnassignPooled, new JsonObject { ["Vm"] = run.Vm, ["Pool"] = pool }).ConfigureAwait(false);
            }
        }

        foreach (var adapter in _removePartitions)
        {
            await run.SendAsync(ChangeScripts.RemovePartition, new JsonObject { ["Vm"] = run.Vm, ["Adapter"] = adapter }).ConfigureAwait(false);
        }
    }

    public async Task AddAsync(StepRun run)
    {
        foreach (var path in _assign)
        {
            await AssignAsync(run, path).ConfigureAwait(false);
        }

        foreach (var (pool, count) in _pools)
        {
            for (var i = 0; i < count; i++)
            {
                await run.SendAsync(ChangeScripts.AssignPooled, new JsonObject { ["Vm"] = run.Vm, ["Pool"] = pool }).ConfigureAwait(false);
            }
        }

        foreach (var (path, count) in _addPartitions)
        {
            for (var i = 0; i < count; i++)
            {
                await run.SendAsync(ChangeScripts.AddPartition, new JsonObject { ["Vm"] = run.Vm, ["Path"] = path }).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A device that was just dismounted takes a moment to be found.</summary>
    private static async Task AssignAsync(StepRun run, string path)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await run.SendAsync(ChangeScripts.AssignDevice, new JsonObject { ["Vm"] = run.Vm, ["Path"] = path }).ConfigureAwait(false);
                return;
            }
            catch (SiteException e) when (left > 1 && e.InnerException is HostScriptException { Kind: HostScriptFailure.Refused, Error: { Category: "ObjectNotFound" } })
            {
                run.Report($"'{path}' is not found yet");
                await Task.Delay(TimeSpan.FromSeconds(1), run.Tools.Time, run.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsOf(AttachedDevice attached, string card) => attached.Address?.ToString() == card || (card is HyperVFields.AnyCard or "missing" && attached.Address is null);

    private static string PathOf(SiteInventory inventory, StepRun run, string card) => card == HyperVFields.AnyCard ? ""
        : PciAddress.TryParse(card, out var address) && inventory.Hosts.FirstOrDefault(h => h.Ref == run.Tools.Host)?.DeviceAt(address) is { } device && DirectWants.Setting(device, "partitionable") is { } name
            ? name
            : throw new SiteException(new Problem { Code = "not-found", Message = $"The host has no card at '{card}' that can be cut into partitions.", Remedy = "Inspect the site, and plan again." });

    private static int Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
}

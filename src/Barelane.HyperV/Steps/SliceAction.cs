using System.Globalization;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Planning;

namespace Barelane.HyperV.Steps;

/// <summary>Cuts cards into partitions, sets the policies that allow them, and takes cards from RemoteFX.</summary>
internal sealed class SliceAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        if (run.Step.AllChanges().FirstOrDefault(c => !(c.Target.Kind == ObjectKind.Host ? c.Change.Field.Prefix == "policy" : c.Change.Field.Name is "partition-count" or "remotefx")) is { Change: { } foreign })
        {
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{run.Step.TargetName}' is no matter of partitions." });
        }

        await run.ReadAsync().ConfigureAwait(false);
        var open = run.Open();
        var inventory = open.Any(c => c.Target.Kind == ObjectKind.Device)
            ? await run.Tools.Source.ReadAsync(new InspectScope { Objects = [run.Tools.Host] }, run.CancellationToken).ConfigureAwait(false)
            : null;
        foreach (var (target, change) in open.OrderBy(c => c.Target.Kind).ThenBy(c => c.Target).ThenBy(c => c.Change.Field))
        {
            await (target.Kind == ObjectKind.Host ? SetPolicyAsync(run, change) : SetDeviceAsync(run, inventory!, target, change)).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }

    private static Task SetPolicyAsync(StepRun run, FieldChange change) => run.SendAsync(ChangeScripts.SetPolicy, new JsonObject
    {
        ["Name"] = change.Field.Qualifier,
        ["Remove"] = change.After is null,
        ["Value"] = int.TryParse(change.After, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0,
    });

    private static Task SetDeviceAsync(StepRun run, SiteInventory inventory, ObjectRef target, FieldChange change)
    {
        var device = inventory.Hosts.FirstOrDefault(h => h.Ref == target.HostOfDevice())?.DeviceAt(target.AddressOfDevice())
            ?? throw new SiteException(new Problem { Code = "not-found", Message = $"The host has no device at '{target.AddressOfDevice()}' any more.", Remedy = "Inspect the site, and plan again." });
        if (change.Field == HyperVFields.RemoteFx)
        {
            return run.SendAsync(ChangeScripts.DisableRemoteFx, new JsonObject { ["Name"] = device.Name });
        }

        var name = DirectWants.Setting(device, "partitionable");
        var command = run.Tools.Source.Commands?.PartitionableWriter ?? "";
        return name is null || command.Length == 0
            ? throw new SiteException(new Problem
            {
                Code = "unsupported",
                Message = name is null ? $"'{device.Address}' can't be cut into partitions." : "The host has no cmdlet that sets a card's partition count.",
                Remedy = "Look at the card's driver and the host's version: 'Get-VMHostPartitionableGpu'.",
            })
            : run.SendAsync(ChangeScripts.SetPartitionCount, new JsonObject { ["Command"] = command, ["Name"] = name, ["Count"] = int.Parse(change.After ?? "0", NumberStyles.None, CultureInfo.InvariantCulture) });
    }
}

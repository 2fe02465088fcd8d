using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>
/// Takes devices from the host: the memory that each maps is noted, each is disabled, then each dismounted, then put into its pool; companions before the card. A dismount is forced only where it was refused otherwise, and with the
/// consent <c>weaken-isolation</c>.
/// </summary>
internal sealed class ClaimAction : IStepAction
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        var devices = await DeviceChange.OfAsync(run).ConfigureAwait(false);
        foreach (var device in devices)
        {
            await NoteAsync(run, device).ConfigureAwait(false);
        }

        foreach (var device in devices.Where(d => d.Of(HyperVFields.Enabled) is not null))
        {
            run.Report($"the host's driver lets go of '{device.InstanceId}'");
            await run.SendAsync(ChangeScripts.DisableDevice, device.ById()).ConfigureAwait(false);
        }

        foreach (var device in devices.Where(d => d.Of(HyperVFields.Mounted) is not null))
        {
            run.Report($"dismounting '{device.Path}'");
            await DismountAsync(run, device).ConfigureAwait(false);

            // It may take a moment to appear as dismounted, and what comes next needs it to.
            await run.UntilReachedAsync(device.Device, device.Of(HyperVFields.Mounted)!, $"waiting for '{device.Path}' to be dismounted", Patience).ConfigureAwait(false);
        }

        foreach (var pool in PoolsOf(run))
        {
            await run.SendAsync(ChangeScripts.MakePool, new JsonObject { ["Pool"] = pool }).ConfigureAwait(false);
        }

        foreach (var device in devices)
        {
            if (device.Of(Field.Label) is { } label)
            {
                await PoolAsync(run, device, label).ConfigureAwait(false);
            }
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }

    /// <summary>Notes on the host which memory the device maps, or takes the note away.</summary>
    public static Task NoteAsync(StepRun run, DeviceChange device) => device.Of(HyperVFields.NotedMemory) switch
    {
        null => Task.CompletedTask,
        { After: { } note } => run.SendAsync(ChangeScripts.NoteMemory, new JsonObject { ["Path"] = device.Path, ["Value"] = note }),
        _ => run.SendAsync(ChangeScripts.ForgetMemory, device.AtPath()),
    };

    /// <summary>The pools that the step makes or takes away.</summary>
    public static IEnumerable<string> PoolsOf(StepRun run) => run.Open().Where(c => c.Target.Kind == ObjectKind.Host && c.Change.Field.Prefix == "pool").Select(c => c.Change.Field.Qualifier);

    /// <summary>A pool holds what was in another before only after it was taken out there.</summary>
    public static async Task PoolAsync(StepRun run, DeviceChange device, FieldChange label)
    {
        if (label.Before is { } before && run.Known(device.Device, Field.Label) == before)
        {
            await run.SendAsync(ChangeScripts.UnpoolDevice, new JsonObject { ["Path"] = device.Path, ["Pool"] = before }).ConfigureAwait(false);
        }

        if (label.After is { } after)
        {
            await run.SendAsync(ChangeScripts.PoolDevice, new JsonObject { ["Path"] = device.Path, ["Pool"] = after }).ConfigureAwait(false);
        }
    }

    private static async Task DismountAsync(StepRun run, DeviceChange device)
    {
        try
        {
            await run.SendAsync(ChangeScripts.DismountDevice, Arguments(device, force: false)).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.InnerException is HostScriptException { Kind: HostScriptFailure.Refused })
        {
            if (!run.Context.Consents.Contains(ConsentNames.WeakenIsolation))
            {
                throw new SiteException(
                    e.Problem with { Remedy = $"Install its maker's mitigation driver on the host, or consent to '{ConsentNames.WeakenIsolation}': it is then dismounted with -Force. {e.Problem.Remedy}".Trim() },
                    e.InnerException);
            }

            run.Report("the host refuses without a mitigation driver or isolation; it is forced, as consented");
            await run.SendAsync(ChangeScripts.DismountDevice, Arguments(device, force: true)).ConfigureAwait(false);
        }
    }

    private static JsonObject Arguments(DeviceChange device, bool force) => new() { ["Path"] = device.Path, ["Force"] = force };
}

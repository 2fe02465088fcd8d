using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>
/// Gives devices back to the host: out of the pool, mounted, enabled, the note about its memory taken away. Whether a mount or an enabling worked is read, whatever the cmdlet says: it may complain although the device is back.
/// </summary>
internal sealed class ReleaseAction : IStepAction
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        var devices = await DeviceChange.OfAsync(run).ConfigureAwait(false);
        foreach (var device in devices)
        {
            if (device.Of(Field.Label) is { } label)
            {
                await ClaimAction.PoolAsync(run, device, label).ConfigureAwait(false);
            }
        }

        foreach (var pool in ClaimAction.PoolsOf(run))
        {
            await run.SendAsync(ChangeScripts.RemovePool, new JsonObject { ["Pool"] = pool }).ConfigureAwait(false);
        }

        foreach (var device in devices.Where(d => d.Of(HyperVFields.Mounted) is not null))
        {
            run.Report($"mounting '{device.Path}'");
            await JudgedByStateAsync(run, device, HyperVFields.Mounted, ChangeScripts.MountDevice, device.AtPath()).ConfigureAwait(false);
        }

        if (devices.Any(d => d.Of(HyperVFields.Mounted) is not null))
        {
            // A device that is mounted again may have another instance id than before; its place is the same.
            devices = await DeviceChange.OfAsync(run).ConfigureAwait(false);
        }

        foreach (var device in devices.Where(d => d.Of(HyperVFields.Enabled) is not null))
        {
            run.Report($"the host's driver takes '{device.InstanceId}'");
            await JudgedByStateAsync(run, device, HyperVFields.Enabled, ChangeScripts.EnableDevice, device.ById()).ConfigureAwait(false);
        }

        foreach (var device in devices)
        {
            await ClaimAction.NoteAsync(run, device).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }

    private static async Task JudgedByStateAsync(StepRun run, DeviceChange device, Field field, HostScript script, JsonObject arguments)
    {
        SiteException? refusal = null;
        try
        {
            await run.SendAsync(script, arguments).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.InnerException is HostScriptException { Kind: HostScriptFailure.Refused })
        {
            refusal = e;
        }

        var reached = await run.UntilReachedAsync(
            device.Device, device.Of(field)!, $"waiting for '{device.InstanceId}' to be back on the host", refusal is null ? Patience : TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        if (!reached && refusal is not null)
        {
            throw refusal;
        }
    }
}

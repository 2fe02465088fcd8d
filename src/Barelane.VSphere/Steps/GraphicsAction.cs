using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Changes graphics types. The interface replaces all settings at once, so they are read, changed and written back whole.</summary>
internal sealed class GraphicsAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var host = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var state = await run.ReadAsync(host, GraphicsRow.Properties).ConfigureAwait(false);
        if (state.Manager is not { } manager || state.Config is not { } config)
        {
            return StepResult.Failed(new Problem
            {
                Code = "no-graphics-settings",
                Message = $"The host of '{run.Step.TargetName}' shows no graphics settings.",
                Remedy = "Install the vendor's host driver (the vGPU manager) first.",
            });
        }

        var devices = config.Devices.ToList();
        var type = config.DefaultType;
        foreach (var (target, change) in run.Step.AllChanges())
        {
            if (change.Field == Field.DefaultGraphicsType)
            {
                type = change.After!;
            }
            else if (change.Field == Field.GraphicsType)
            {
                var address = target.AddressOfDevice();
                var at = devices.FindIndex(d => PciAddress.TryParse(d.DeviceId, out var own) && own == address);
                var wanted = at < 0 ? new GraphicsDeviceType(address.ToString(), change.After!) : devices[at] with { GraphicsType = change.After! };
                if (at < 0)
                {
                    devices.Add(wanted);
                }
                else
                {
                    devices[at] = wanted;
                }
            }
        }

        await run.DoAsync(HostCalls.UpdateGraphicsConfig(manager, config with { DefaultType = type, Devices = devices })).ConfigureAwait(false);
        await run.Session.CallAsync(HostCalls.RefreshGraphics(manager), run.CancellationToken).ConfigureAwait(false);
        return StepResult.Done;
    }
}
